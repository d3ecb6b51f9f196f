import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { asRead, useLive } from '../live/live.ts';

/** No chats: none yet, or the first sync is still on its way. */
export function EmptyRooms({ onNewChat }: { onNewChat: () => void }): JSX.Element | null {
	const { db } = useAccount();
	const { value } = useLive(async () => ({ status: await db.status.get('sync') }), [db], asRead);
	if (!value) return null;
	if (!value.status || value.status.state === 'starting') {
		return (
			<div class="empty">
				<Spinner label={i18n.t('bar.starting')} />
			</div>
		);
	}
	return (
		<div class="empty">
			<p>{i18n.t('rooms.empty')}</p>
			<button type="button" class="button primary" onClick={onNewChat}>
				{i18n.t('rooms.startChat')}
			</button>
		</div>
	);
}

export function NoMatch({ query }: { query: string }): JSX.Element {
	return (
		<div class="empty" role="status">
			<p dir="auto">{i18n.t('rooms.noMatch', { query })}</p>
		</div>
	);
}

export function RoomsFailed({ isOutdated = false }: { isOutdated?: boolean }): JSX.Element {
	return (
		<div class="empty" role="alert">
			<p>{i18n.t(isOutdated ? 'rooms.updated' : 'rooms.error')}</p>
			<button type="button" class="button" onClick={() => location.reload()}>
				{i18n.t(isOutdated ? 'common.reload' : 'common.retry')}
			</button>
		</div>
	);
}
