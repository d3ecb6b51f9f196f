import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { readRoomRights } from '../../store/room-rights.ts';
import { useAccount } from '../account/context.ts';
import { useFocusFirst } from '../controls/focus.ts';
import { asRead, useLive } from '../live/live.ts';
import { UserIdForm } from '../new-chat/UserIdForm.tsx';
import { InvitationList } from './InvitationList.tsx';

/** Invites somebody to the chat, and says before what they will be able to read; nothing for who may not invite. */
export function InviteSomeone({ roomId }: { roomId: string }): JSX.Element | null {
	const { db, userId } = useAccount();
	const { value: rights } = useLive(() => readRoomRights(db, roomId, userId), [db, roomId, userId], asRead);
	const isOpen = useSignal(false);
	const invited = useSignal<string | undefined>(undefined);
	const opener = useRef<HTMLButtonElement>(null);
	if (!rights) return null;
	return (
		<div class="invite-someone">
			{rights.mayInvite && (
				<button
					ref={opener}
					type="button"
					class="button small"
					aria-expanded={isOpen.value}
					onClick={() => {
						isOpen.value = !isOpen.value;
						invited.value = undefined;
					}}
				>
					{i18n.t('trust.invite.open')}
				</button>
			)}
			{rights.mayInvite && isOpen.value && (
				<InviteForm
					roomId={roomId}
					isHistoryShared={rights.isHistoryShared}
					onEnd={(done) => {
						opener.current?.focus();
						isOpen.value = false;
						invited.value = done;
					}}
				/>
			)}
			<p role="status" class="invite-done" dir="auto">
				{invited.value !== undefined && i18n.t('trust.invite.done', { name: invited.value })}
			</p>
			<InvitationList roomId={roomId} />
		</div>
	);
}

interface FormProps {
	roomId: string;
	isHistoryShared: boolean;
	/** Gives who is invited now; undefined where their row says why not. */
	onEnd: (invited: string | undefined) => void;
}

function InviteForm({ roomId, isHistoryShared, onEnd }: FormProps): JSX.Element {
	const { identity } = useAccount().session.value;
	const form = useFocusFirst();
	// A device that is not confirmed shares nothing: nobody could tell whether it is the person's.
	const isConfirmed = identity === 'ready' || identity === 'unsaved';
	const invite = async (userId: string): Promise<void> => {
		const sharesHistory = isHistoryShared && isConfirmed;
		const { isInvited } = await ask('room.invite', { roomId, userId, sharesHistory });
		onEnd(isInvited ? userId : undefined);
	};
	return (
		<UserIdForm form={form} action={i18n.t('trust.invite.send')} work={invite}>
			<p>{i18n.t(`trust.invite.${historyWords(isHistoryShared, isConfirmed)}`)}</p>
		</UserIdForm>
	);
}

function historyWords(
	isHistoryShared: boolean,
	isConfirmed: boolean,
): 'history' | 'noHistory' | 'unconfirmed' {
	if (!isHistoryShared) return 'noHistory';
	return isConfirmed ? 'history' : 'unconfirmed';
}
