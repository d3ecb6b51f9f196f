import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { InvitationRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { codeText } from '../words/failure-text.ts';

/** Who is to be invited and is not yet, and why. */
export function InvitationList({ roomId }: { roomId: string }): JSX.Element | null {
	const { db } = useAccount();
	const { value: rows } = useLive(
		() => db.invitations.where('[roomId+userId]').between([roomId, ''], [roomId, '\uffff']).toArray(),
		[db, roomId],
		asRead,
	);
	if (!rows?.length) return null;
	return (
		<ul class="invitations" aria-label={i18n.t('trust.invite.list')}>
			{rows.map((row) => (
				<Invitation key={row.userId} row={row} />
			))}
		</ul>
	);
}

function Invitation({ row: { roomId, userId, failure, isRefused } }: { row: InvitationRow }): JSX.Element {
	const task = useTask();
	const forget = (): void => {
		void task.run(() => ask('room.forgetInvitation', { roomId, userId }));
	};
	if (failure === undefined) {
		return (
			<li>
				<p role="status" dir="auto">
					{i18n.t('trust.invite.waiting', { name: userId })}
				</p>
			</li>
		);
	}
	return (
		<li class="invitation">
			<div role="alert">
				<p dir="auto">{i18n.t('trust.invite.failed', { name: userId })}</p>
				<p class="invitation-failure">{codeText(failure)}</p>
				{!isRefused && <p>{i18n.t('trust.invite.again')}</p>}
			</div>
			<button type="button" class="button small" disabled={task.isBusy} onClick={forget}>
				{i18n.t(isRefused ? 'trust.invite.understood' : 'trust.invite.withdraw')}
			</button>
			<FailureNote error={task.error} />
		</li>
	);
}
