import type { Content, RawEvent } from '../../src/store/event-rows.ts';
import type { OwnReceipt } from '../../src/timeline/receipts.ts';
import { alice, idOf } from './history.ts';

interface Reading {
	/** Index of the first event that came as news. */
	start: number;
	/** How many events were read on this device. */
	read: number;
	receipts: OwnReceipt[];
}

interface Said {
	type: string;
	content: Content;
	isEncrypted: boolean;
}

/** What is unread of a history, worked out from all of it at once, in another way than the product does. */
export function unreadOf(history: RawEvent[], { start, read, receipts }: Reading) {
	const said = history.map(open);
	const redacted = new Set(history.map(({ type, redacts }) => type === 'm.room.redaction' && redacts));
	const isMessage = (index: number): boolean =>
		relationOf(said[index]).rel_type !== 'm.replace' && relationOf(said[index]).rel_type !== 'm.annotation';
	const threadOf = (index: number): string => {
		const { rel_type, event_id } = relationOf(said[index]);
		return rel_type === 'm.thread' && event_id !== idOf(index) ? String(event_id) : 'main';
	};
	const indexOf = (id: string): number => history.findIndex(({ event_id }) => event_id === id);
	const readUpTo = (thread: string): number => {
		const own = history.flatMap((event, index) => {
			const counts =
				event.sender === alice &&
				(said[index]?.type === 'm.room.message' || said[index]?.isEncrypted) &&
				isMessageOrSelf(index);
			return counts && (threadOf(index) === thread || threadOf(index) === 'main') ? [index] : [];
		});
		const told = receipts.filter(({ threadId }) => threadId === '' || threadId === thread);
		return Math.max(read - 1, ...own, ...told.map(({ eventId }) => indexOf(eventId)));
	};
	const isMessageOrSelf = (index: number): boolean =>
		isMessage(index) || relationOf(said[index]).event_id === idOf(index);
	const verdict = (index: number): { notifies: boolean; highlights: boolean } => {
		const first = said[index];
		const event = history[index];
		if (!first || !event || event.sender === alice || first.type !== 'm.room.message') return no;
		if (!isMessageOrSelf(index) || event.state_key !== undefined || redacted.has(event.event_id)) return no;
		const [edit] = said
			.map((other, at) => ({ other, at, by: history[at] }))
			.filter(({ other, at, by }) => {
				const { rel_type, event_id } = relationOf(other);
				const isAbout = rel_type === 'm.replace' && event_id === idOf(index) && at !== index;
				const counts = other.isEncrypted || !first.isEncrypted;
				return isAbout && counts && by?.sender === event.sender && !redacted.has(idOf(at));
			})
			.sort(
				(a, b) =>
					(b.by?.origin_server_ts ?? 0) - (a.by?.origin_server_ts ?? 0) || (idOf(a.at) < idOf(b.at) ? 1 : -1),
			);
		const before = rules(first.content);
		const after = edit ? rules(edit.other.content['m.new_content'] as Content) : before;
		return {
			notifies: before.notifies && after.notifies,
			highlights: before.highlights && after.highlights,
		};
	};
	const unread = history.flatMap((_, index) =>
		index >= start && index > readUpTo(threadOf(index)) ? [index] : [],
	);
	return {
		unread: unread.filter((index) => verdict(index).notifies).map(idOf),
		highlighted: unread.filter((index) => verdict(index).highlights).map(idOf),
	};
}

const no = { notifies: false, highlights: false };

function rules({ body }: Content): { notifies: boolean; highlights: boolean } {
	const notifies = !String(body).includes('quiet');
	return { notifies, highlights: notifies && String(body).includes('alice') };
}

function open({ type, content }: RawEvent): Said {
	if (type !== 'm.room.encrypted') return { type, content, isEncrypted: false };
	const inside = JSON.parse(String(content.ciphertext)) as { type: string; content: Content };
	const relatesTo = content['m.relates_to'];
	const clear = relatesTo === undefined ? inside.content : { ...inside.content, 'm.relates_to': relatesTo };
	return { type: inside.type, content: clear, isEncrypted: true };
}

function relationOf(said: Said | undefined): { rel_type?: unknown; event_id?: unknown } {
	return (said?.content['m.relates_to'] as { rel_type?: unknown; event_id?: unknown } | undefined) ?? {};
}
