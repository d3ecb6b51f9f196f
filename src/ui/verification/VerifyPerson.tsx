import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { ShieldCheck, ShieldQuestionMark } from '../controls/icons.ts';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { roomName } from '../rooms/room-item.ts';
import { later } from '../time/later.ts';
import { beginVerification } from './open.ts';

/** Verifies the person of an encrypted direct chat, or says that they are verified. */
export function VerifyPerson({ room }: { room: RoomRow }): JSX.Element | null {
	const { identity } = useAccount().session.value;
	const isOwnReady = identity === 'ready' || identity === 'unsaved';
	const { directUserId } = room;
	if (!directUserId || !isOwnReady || !room.isEncrypted || room.membership !== 'join') return null;
	return <Verify roomId={room.roomId} userId={directUserId} name={roomName(room)} />;
}

function Verify({ roomId, userId, name }: { roomId: string; userId: string; name: string }): JSX.Element {
	const isVerified = useIsVerified(userId);
	const task = useTask();
	if (isVerified) return <Icon node={ShieldCheck} size={16} name={i18n.t('verify.isVerified')} />;
	return (
		<>
			<IconButton
				icon={ShieldQuestionMark}
				label={i18n.t('verify.verifyPerson', { name })}
				isDisabled={task.isBusy}
				onClick={() => void task.run(() => beginVerification({ roomId }))}
			/>
			<FailureNote error={task.error} />
		</>
	);
}

/** Asks anew whenever a verification with them ends, or their identity is another one. */
function useIsVerified(userId: string): boolean {
	const { db } = useAccount();
	const isVerified = useSignal(false);
	const { value: done = 0 } = useLive(
		() => db.verifications.filter((row) => row.userId === userId && row.phase === 'done').count(),
		[db, userId],
		asRead,
	);
	const { value: change } = useLive(() => db.identityChanges.get(userId), [db, userId], asRead);
	useEffect(() => {
		const look = async (): Promise<void> => {
			isVerified.value = (await ask('verification.isVerified', { userId })).isVerified;
		};
		return later(() => void look().catch(() => undefined));
	}, [userId, done, change?.kind, isVerified]);
	return isVerified.value;
}
