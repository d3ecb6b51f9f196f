import type { AccountDatabase } from '../store/database.ts';
import type { Content, RawEvent } from '../store/event-rows.ts';
import type { StateRow } from '../store/room-rows.ts';
import { asText } from '../timeline/raw-event.ts';
import { redactedContent } from '../timeline/redacted-content.ts';
import { readRelation } from '../timeline/relation.ts';

/** The state that a room's row in the list is made of. */
const described = ['m.room.name', 'm.room.canonical_alias', 'm.room.avatar', 'm.room.topic'];

/** A room's state as it will be after a change: the change's rows over those in the store. */
export class RoomLookup {
	readonly #db: AccountDatabase;
	readonly #roomId: string;
	readonly #changed = new Map<string, StateRow>();
	/** What was read of the store before. */
	readonly #read = new Map<string, PromiseLike<StateRow | undefined>>();

	constructor(db: AccountDatabase, roomId: string, changed: StateRow[]) {
		this.#db = db;
		this.#roomId = roomId;
		for (const row of changed) this.#changed.set(keyOf(row.type, row.stateKey), row);
	}

	/** The newest of each changed state, to be written. */
	get changed(): StateRow[] {
		return [...this.#changed.values()];
	}

	/** What these events redact of the state says nothing any more. */
	async redact(events: RawEvent[]): Promise<void> {
		const redactions = events
			.map((event) => readRelation(event))
			.filter((one) => one?.relation === 'm.redaction');
		const ids = new Set(redactions.map((one) => one?.targetId));
		for (const type of ids.size > 0 ? described : []) {
			const row = await this.get(type);
			if (!row || !ids.has(row.eventId)) continue;
			this.#changed.set(keyOf(type, ''), { ...row, content: redactedContent(type, row.content) });
		}
	}

	async get(type: string, stateKey = ''): Promise<StateRow | undefined> {
		const key = keyOf(type, stateKey);
		const changed = this.#changed.get(key);
		if (changed) return changed;
		const read = this.#read.get(key) ?? this.#db.state.get([this.#roomId, type, stateKey]);
		this.#read.set(key, read);
		return await read;
	}

	async content(type: string, stateKey = ''): Promise<Content> {
		return (await this.get(type, stateKey))?.content ?? {};
	}

	/** A person's display name in this room, or the localpart of their id. */
	async memberName(userId: string): Promise<string> {
		const { displayname } = await this.content('m.room.member', userId);
		return asText(displayname)?.trim() || userId.slice(1).split(':', 1)[0] || userId;
	}

	/** User ids of the members that are known, in the order of the store. */
	async memberIds(): Promise<string[]> {
		const stored = await this.#db.state
			.where('[roomId+type+stateKey]')
			.between([this.#roomId, 'm.room.member', ''], [this.#roomId, 'm.room.member', '\uffff'])
			.primaryKeys();
		const ids = new Set(stored.map(([, , stateKey]) => stateKey));
		for (const row of this.changed) if (row.type === 'm.room.member') ids.add(row.stateKey);
		return [...ids];
	}

	/** How many of the known members are joined. */
	async knownJoined(): Promise<number> {
		const members = await Promise.all(
			(await this.memberIds()).map((id) => this.content('m.room.member', id)),
		);
		return members.filter(({ membership }) => membership === 'join').length;
	}
}

function keyOf(type: string, stateKey: string): string {
	return `${type}\u0000${stateKey}`;
}
