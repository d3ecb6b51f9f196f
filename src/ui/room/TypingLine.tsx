import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { RoomRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { asRead, useLive } from '../live/live.ts';
import { people } from '../person/members.ts';

/** Who is typing now. */
export function TypingLine({ room: { roomId, typing } }: { room: RoomRow }): JSX.Element {
	const { db, userId } = useAccount();
	const others = (typing ?? []).filter((id) => id !== userId);
	const [first] = others;
	const { value: member } = useLive(
		async () => (first ? await db.state.get([roomId, 'm.room.member', first]) : undefined),
		[db, roomId, first],
		asRead,
	);
	const name = first && people(new Map(member ? [[first, member.content]] : []))(first).name;
	return (
		<p class="typing" dir="auto">
			{others.length > 1 ? i18n.t('room.typingMany') : name ? i18n.t('room.typingOne', { name }) : ''}
		</p>
	);
}
