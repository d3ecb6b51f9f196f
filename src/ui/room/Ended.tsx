import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { cleanName } from '../person/clean-name.ts';
import { people } from '../person/members.ts';

interface Props {
	room: RoomRow;
	onOpen: (roomId: string) => void;
}

/** Stands where one would write, in a room that was replaced or that one is no longer in. */
export function Ended({ room, onOpen }: Props): JSX.Element {
	return (
		<div class="gone">
			{room.replacedBy === undefined ? (
				<Gone room={room} />
			) : (
				<Replaced roomId={room.roomId} by={room.replacedBy} onOpen={onOpen} />
			)}
		</div>
	);
}

function Replaced({
	roomId,
	by,
	onOpen,
}: {
	roomId: string;
	by: string;
	onOpen: Props['onOpen'];
}): JSX.Element {
	const { db } = useAccount();
	const task = useTask();
	const open = (): void => {
		void task.run(async () => {
			const isJoined = (await db.rooms.get(by))?.membership === 'join';
			if (!isJoined) await ask('room.join', { roomId: by, replaces: roomId });
			onOpen(by);
		});
	};
	return (
		<>
			<p>{i18n.t('room.replaced')}</p>
			<button type="button" class="button small" disabled={task.isBusy} onClick={open}>
				{i18n.t('room.openReplacement')}
			</button>
			<FailureNote error={task.error} />
		</>
	);
}

/** Whether one left or was removed, by whom and why. */
function Gone({ room: { roomId, membership } }: { room: RoomRow }): JSX.Element {
	const { db, userId } = useAccount();
	const { value } = useLive(
		async () => {
			const own = await db.state.get([roomId, 'm.room.member', userId]);
			return { own, by: own && (await db.state.get([roomId, 'm.room.member', own.sender])) };
		},
		[db, roomId, userId, membership],
		asRead,
	);
	const own = value?.own;
	if (!own || own.sender === userId) return <p>{i18n.t('room.gone')}</p>;
	const { name } = people(new Map(value.by ? [[own.sender, value.by.content]] : []))(own.sender);
	const reason = cleanName(typeof own.content.reason === 'string' ? own.content.reason : '', '');
	return (
		<>
			<p dir="auto">{i18n.t(membership === 'ban' ? 'room.bannedBy' : 'room.removedBy', { name })}</p>
			{reason && <p dir="auto">{i18n.t('room.reason', { reason })}</p>}
		</>
	);
}
