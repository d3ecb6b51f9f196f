import type { PeerMessage } from '../homeserver/peer.ts';
import type { Seen } from './seen.ts';
import type { StoredRow } from './stored.ts';

export interface Said {
	by: 'Alice' | 'Bob';
	text: string;
	/** Of what Bob said: his own client was told it. */
	eventId?: string;
	/** The number of the fault during which it was said. */
	fault: number;
}

/** What is wrong with what was said. */
export interface Audit {
	/** Missing at the server, at Bob's, in Messa's store or on its screen. */
	lost: Said[];
	/** More than once at one of these places, or in another order than it was said in. */
	doubled: Said[];
	/** One side cannot read it and the other can. */
	unreadable: Said[];
}

export interface Evidence {
	/** In order. */
	said: Said[];
	/** The rows of Messa's timeline, in order. */
	stored: StoredRow[];
	/** The ids of all events at Alice's server, in order. */
	atServer: string[];
	/** What Bob's client received, by its own decryption. */
	heard: PeerMessage[];
	/** What was on Messa's screen. */
	seen: Seen;
}

/** Compares what was said with what has become of it. Bob's client says which event holds which text. */
export function auditOf({ said, stored, atServer, heard, seen }: Evidence): Audit {
	const audit: Audit = { lost: [], doubled: [], unreadable: [] };
	const own = new Set(said.map(({ eventId }) => eventId));
	const unheard = heard.filter(({ isDecrypted, eventId }) => !isDecrypted && !own.has(eventId));
	const found = new Map<string, string>();
	for (const message of said) {
		const ids = idsOf(message, heard);
		const [id] = ids;
		if (id === undefined) {
			// Which of those that Bob cannot read it is, only Messa could say.
			(unheard.pop() ? audit.unreadable : audit.lost).push(message);
			continue;
		}
		found.set(id, message.text);
		const rows = stored.filter(({ eventId }) => eventId === id);
		const isUnreadable = rows.some(({ status }) => status !== 'readable');
		if (isUnreadable) audit.unreadable.push(message);
		else if (rows.length === 0 || !atServer.includes(id) || !seen.texts.has(message.text))
			audit.lost.push(message);
		if (ids.length > 1 || rows.length > 1 || seen.doubled.has(message.text)) audit.doubled.push(message);
	}
	const storedIds = stored.map(({ eventId = '' }) => eventId);
	const heardIds = heard.map(({ eventId }) => eventId);
	for (const ids of [storedIds, atServer, heardIds]) {
		for (const message of misplaced(said, ids, found)) {
			if (!audit.doubled.includes(message)) audit.doubled.push(message);
		}
	}
	return audit;
}

/** The events that hold a message, as Bob's client knows them. */
export function idsOf({ text, eventId }: Said, heard: PeerMessage[]): string[] {
	return eventId ? [eventId] : heard.filter(({ body }) => body === text).map((message) => message.eventId);
}

/** Those that stand before something that the same person said earlier. */
function misplaced(said: Said[], ids: string[], texts: Map<string, string>): Said[] {
	const places = new Map(ids.map((id, place) => [texts.get(id), place]));
	return (['Alice', 'Bob'] as const).flatMap((who) => {
		let newest = -1;
		return said.filter(({ by, text }) => {
			const place = places.get(text);
			if (by !== who || place === undefined) return false;
			const isMisplaced = place < newest;
			newest = Math.max(newest, place);
			return isMisplaced;
		});
	});
}
