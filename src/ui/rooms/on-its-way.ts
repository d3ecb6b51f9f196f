import type { AccountDatabase } from '../../store/database.ts';
import type { Content } from '../../store/event-rows.ts';
import type { OpenedRoom } from '../../store/glance.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { Preview } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { quoteLine } from '../message/body.ts';

/** The newest message of each room that the homeserver has not sent back yet, by the room's id. */
export type OnItsWay = ReadonlyMap<string, OutboxRow>;

/** Reads what is on its way. */
export async function readOnItsWay(db: AccountDatabase): Promise<OnItsWay> {
	return newestMessages(await db.outbox.orderBy('sequence').toArray());
}

/** The last message of each room among rows in the order in which they leave. */
export function newestMessages(rows: readonly OutboxRow[]): OnItsWay {
	const messages = rows.filter(({ type }) => type === 'm.room.message');
	return new Map(messages.map((row) => [row.roomId, row]));
}

/** Has a room's line tell of what the person has just said there, where nothing was said since. */
export async function withOnItsWay(
	{ unsealer, userId, session }: Pick<Account, 'unsealer' | 'userId' | 'session'>,
	room: OpenedRoom,
	outgoing: OutboxRow | undefined,
): Promise<OpenedRoom> {
	if (!outgoing || outgoing.time < room.row.activity) return room;
	const content = await unsealer.open(outgoing.sealed);
	if (!content) return room;
	const words = previewWords(outgoing.type, content);
	return {
		row: { ...room.row, activity: outgoing.time },
		preview: { sender: userId, senderName: session.value.displayName ?? '', ...words },
		delivery: outgoing.state,
	};
}

function previewWords(type: string, content: Content): Pick<Preview, 'kind' | 'text'> {
	const { kind, text } = quoteLine(type, content);
	if (content.msgtype === 'm.emote') return { kind: 'emote', text };
	if (kind === 'text' || kind === 'image') return { kind, text };
	return kind === 'location' ? { kind: 'other', text } : { kind: 'file', text };
}
