const prefix = 'room:';
const invite = 'invite';

/** What a room's notification is about: a message by its row's `order`, or an invite. */
export interface RoomNotice {
	roomId: string;
	order: number | typeof invite;
}

/** The id of a notification; it says what was announced, to whoever finds it after the background has died. */
export function noticeId({ roomId, order }: RoomNotice): string {
	return `${prefix}${roomId}#${order}`;
}

/** What a notification is about; undefined where it is not about a room. */
export function readNoticeId(id: string): RoomNotice | undefined {
	const end = id.lastIndexOf('#');
	if (!id.startsWith(prefix) || end < 0) return undefined;
	const order = id.slice(end + 1);
	return { roomId: id.slice(prefix.length, end), order: order === invite ? invite : Number(order) };
}
