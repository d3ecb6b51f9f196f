import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { Icon } from '../controls/Icon.tsx';
import { WifiOff } from '../controls/icons.ts';
import { asRead, useLive } from '../live/live.ts';
import { locale } from '../words/language.ts';

const count = new Intl.NumberFormat(locale);

/** A thin bar while the homeserver cannot be reached, or while a new account's chats come in. */
export function StatusBar(): JSX.Element {
	const { db } = useAccount();
	const { value: status } = useLive(() => db.status.get('sync'), [db], asRead);
	// Signed out and a full disk are said elsewhere, with what to do about them.
	const isElsewhere = status?.failure === 'signedOut' || status?.failure === 'diskFull';
	const isOffline = !useOnline() || (status?.state === 'offline' && !isElsewhere);
	return (
		<div class="status-bar" role="status">
			{isOffline && (
				<p>
					<Icon node={WifiOff} size={16} />
					{i18n.t('bar.offline')}
				</p>
			)}
			{!isOffline && status?.progress && (
				<p>
					{i18n.t('bar.progress', {
						done: count.format(status.progress.done),
						total: count.format(status.progress.total),
					})}
				</p>
			)}
		</div>
	);
}

function useOnline(): boolean {
	const isOnline = useSignal(navigator.onLine);
	useEffect(() => {
		const update = (): void => {
			isOnline.value = navigator.onLine;
		};
		addEventListener('online', update);
		addEventListener('offline', update);
		return () => {
			removeEventListener('online', update);
			removeEventListener('offline', update);
		};
	}, [isOnline]);
	return isOnline.value;
}
