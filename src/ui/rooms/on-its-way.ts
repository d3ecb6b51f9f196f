import type { Content } from '../../store/event-rows.ts';
import type { OpenedRoom } from '../../store/glance.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { Preview } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { quoteLine } from '../message/body.ts';

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
