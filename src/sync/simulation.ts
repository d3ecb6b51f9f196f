import { MatrixError, type Method } from 'matrix-js-sdk';
import type { Content, RawEvent } from '../store/event-rows.ts';

/** Events in one timeline of an answer, if no fewer are asked for. */
const timelineLimit = 3;

export const ownUserId = '@alice:a';

interface Connection {
	/** Up to which place in the stream each room was sent. */
	sent: Map<string, number>;
	place: number;
}

/**
 * A homeserver of one account and its rooms, that answers what the sync sources ask, by the kinds of sync
 * that it offers at the moment: for tests of how answers join, whatever their order.
 */
export class Simulation {
	readonly rooms = new Map<string, { place: number; event: RawEvent }[]>();
	readonly toDevice: { place: number; event: Content }[] = [];
	isSlidingOffered = true;
	/** An answer with more rooms, or more messages, than this does not come in time. */
	mostRooms = Number.POSITIVE_INFINITY;
	mostMessages = Number.POSITIVE_INFINITY;
	/** The homeserver forgets the connections, as after hours of silence. */
	readonly connections = new Map<string, Connection>();
	#place = 0;
	#asked = 0;

	/** Adds a room that the account is in. */
	addRoom(roomId: string): void {
		this.rooms.set(roomId, []);
		const content = { membership: 'join' };
		this.#add(roomId, { type: 'm.room.create', state_key: '', content: {}, sender: '@bob:b' });
		this.#add(roomId, { type: 'm.room.member', state_key: ownUserId, content, sender: ownUserId });
	}

	send(roomId: string): void {
		this.#add(roomId, { type: 'm.room.message', content: { body: 'x' }, sender: '@bob:b' });
	}

	sendToDevice(): void {
		this.#place += 1;
		const event = { type: 'm.dummy', sender: '@bob:b', content: { id: this.#place } };
		this.toDevice.push({ place: this.#place, event });
	}

	/** Stands in for `client.http.authedRequest`. */
	async answer(
		_method: Method,
		path: string,
		query: Content = {},
		body: Content = {},
		{ prefix = '' } = {},
	): Promise<Content> {
		if (path === '/joined_rooms') return { joined_rooms: [...this.rooms.keys()] };
		if (path.endsWith('/messages')) return this.#messages(path, query);
		if (path.endsWith('/state')) return this.#state(path);
		if (path.endsWith('/account_data/m.direct')) throw new MatrixError({ errcode: 'M_NOT_FOUND' }, 404);
		const answer = prefix ? this.#sliding(query, body) : this.#classic(query);
		const rooms = prefix ? answer.rooms : (answer.rooms as Content | undefined)?.join;
		const roomCount = Object.keys(rooms ?? {}).length;
		const messageCount = JSON.stringify(rooms ?? {}).split('m.room.message').length - 1;
		if (roomCount > this.mostRooms || messageCount > this.mostMessages) {
			throw new DOMException('late', 'AbortError');
		}
		return answer;
	}

	#add(roomId: string, event: Omit<RawEvent, 'event_id' | 'origin_server_ts'>): void {
		this.#place += 1;
		const time = this.#place * 1_000;
		this.rooms.get(roomId)?.push({
			place: this.#place,
			event: { ...event, event_id: `$${roomId}${this.#place}`, origin_server_ts: time },
		});
	}

	#classic({ since, filter }: Content): Content {
		const from = typeof since === 'string' ? Number(since.slice(1)) : 0;
		const { room } = JSON.parse(String(filter)) as { room: { rooms?: []; timeline?: { limit?: number } } };
		const limit = Math.min(timelineLimit, room.timeline?.limit ?? 0);
		const join = [...this.rooms.keys()].flatMap((roomId) => {
			const part = this.#timeline(roomId, from, limit);
			if (since !== undefined && part.timeline.length === 0) return [];
			const { timeline: events, ...rest } = part;
			return [[roomId, { timeline: { events, ...rest } }]];
		});
		this.#acknowledge(from);
		return {
			next_batch: `s${this.#place}`,
			...(!room.rooms && { rooms: { join: Object.fromEntries(join) } }),
			to_device: { events: this.toDevice.filter(({ place }) => place > from).map(({ event }) => event) },
		};
	}

	#sliding({ pos }: Content, { lists, extensions }: Content): Content {
		if (!this.isSlidingOffered) throw new MatrixError({ errcode: 'M_UNRECOGNIZED' }, 404);
		const before = typeof pos === 'string' ? this.connections.get(pos) : { sent: new Map(), place: 0 };
		if (!before) throw new MatrixError({ errcode: 'M_UNKNOWN_POS' }, 400);
		const { ranges } = (lists as { all: { ranges: [[number, number]] } }).all;
		const { since = '0' } = (extensions as { to_device: { since?: string } }).to_device;
		this.#acknowledge(Number(since));
		const ordered = [...this.rooms].sort(([, a], [, b]) => (b.at(-1)?.place ?? 0) - (a.at(-1)?.place ?? 0));
		const window = ordered.slice(0, ranges[0][1] + 1).map(([roomId]) => roomId);
		const sent = new Map(before.sent);
		const rooms: Content = {};
		for (const roomId of window) {
			const from = before.sent.get(roomId);
			const part = this.#timeline(roomId, from ?? 0, timelineLimit);
			sent.set(roomId, this.#place);
			if (from !== undefined && part.timeline.length === 0) continue;
			const live = part.timeline.filter(({ origin_server_ts: time }) => time > before.place * 1_000);
			const initial = from === undefined && { initial: true, num_live: pos ? live.length : 0 };
			rooms[roomId] = { ...part, required_state: [], ...initial };
		}
		this.#asked += 1;
		this.connections.set(`p${this.#asked}`, { sent, place: this.#place });
		const messages = this.toDevice.filter(({ place }) => place > Number(since));
		return {
			pos: `p${this.#asked}`,
			lists: { all: { count: this.rooms.size, ops: [{ op: 'SYNC', room_ids: window }] } },
			rooms,
			extensions: {
				to_device: { next_batch: String(this.#place), events: messages.map(({ event }) => event) },
			},
		};
	}

	/** What a device says to have received is deleted. */
	#acknowledge(place: number): void {
		const left = this.toDevice.filter((message) => message.place > place);
		this.toDevice.splice(0, this.toDevice.length, ...left);
	}

	#timeline(
		roomId: string,
		from: number,
		limit: number,
	): { timeline: RawEvent[]; limited: boolean; prev_batch: string } {
		const since = (this.rooms.get(roomId) ?? []).filter(({ place }) => place > from);
		const newest = limit > 0 ? since.slice(-limit) : [];
		return {
			timeline: newest.map(({ event }) => event),
			limited: newest.length < since.length,
			prev_batch: `t${newest[0]?.place ?? this.#place + 1}`,
		};
	}

	#events(path: string): { place: number; event: RawEvent }[] {
		return this.rooms.get(decodeURIComponent(path.split('/')[2] ?? '')) ?? [];
	}

	/** A list, where the SDK's types say that every answer is an object. */
	#state(path: string): Content {
		const events = this.#events(path).map(({ event }) => event);
		return events.filter(({ state_key }) => state_key !== undefined) as unknown as Content;
	}

	#messages(path: string, { from }: Content): Content {
		const before = typeof from === 'string' ? Number(from.slice(1)) : Number.POSITIVE_INFINITY;
		const older = this.#events(path).filter(({ place }) => place < before);
		const page = older.slice(-timelineLimit);
		const end = page.length < older.length && { end: `t${page[0]?.place}` };
		return { chunk: page.map(({ event }) => event).reverse(), ...end };
	}
}
