import { type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import { judgeTry } from '../outbox/verdict.ts';
import type { AccountDatabase } from '../store/database.ts';
import { type PushRules, type RoomMode, readPushRules, readRoomModes } from '../store/push-rules.ts';
import {
	after,
	changeId,
	type RuleChange,
	type RuleChangeRow,
	type RuleRequest,
	readWantedRules,
	requestsFor,
	withChange,
} from '../store/rule-changes.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { backoffMs } from '../sync/backoff.ts';
import { setPushRules } from './judge.ts';

const longestWaitMs = 60 * 60_000;

/**
 * The account's push rules: those of the homeserver, with what the person has changed here and the
 * homeserver does not know yet. What comes is judged by both.
 */
export class AccountRules {
	readonly #db: AccountDatabase;
	readonly #client: MatrixClient;
	#pending: RuleChange[] = [];
	#modes = new Map<string, RoomMode>();
	/** Rooms may bear marks of other rules than these. */
	#areModesNew = true;

	constructor(db: AccountDatabase, client: MatrixClient) {
		this.#db = db;
		this.#client = client;
	}

	/** The rules have changed since the rooms were marked with them. */
	get areNew(): boolean {
		return this.#areModesNew;
	}

	/** Takes up what the store knows. */
	async load(): Promise<void> {
		this.#pending = (await this.#db.ruleChanges.toArray()).map(({ change }) => change);
		this.#use(await readWantedRules(this.#db));
	}

	/** Takes the content of `m.push_rules` as the homeserver has it now. */
	take(content: unknown): void {
		this.#use(this.#pending.reduce(withChange, readPushRules(content)));
	}

	/** Has the person's wish hold from now on, here at once and elsewhere once the homeserver was told. */
	async want(change: RuleChange): Promise<void> {
		const row = { id: changeId(change), change, time: Date.now(), attempt: 0, nextTry: 0 };
		await this.#db.ruleChanges.put(row);
		await this.load();
	}

	/** Tells the homeserver what is due at `now` (ms since the epoch). What it refuses holds no more. */
	async tell(now: number): Promise<void> {
		const data = await this.#db.accountData.get('m.push_rules');
		// Before the first sync nobody knows what is to be changed.
		if (!data) return;
		for (const row of await this.#db.ruleChanges.toArray()) {
			// A time further off than any wait was left by a clock that has been put back since.
			if (row.nextTry > now && row.nextTry <= now + longestWaitMs) continue;
			await this.#tellOne(row, now);
		}
	}

	/** Marks rooms with what their rules say: all of them after these have changed, else those that may be new. */
	async markRooms(roomIds: string[] = []): Promise<void> {
		const isAll = this.#areModesNew;
		// Rules that come meanwhile are new again.
		this.#areModesNew = false;
		try {
			await this.#mark(roomIds, isAll);
		} catch (error) {
			this.#areModesNew ||= isAll;
			throw error;
		}
	}

	async #mark(roomIds: string[], isAll: boolean): Promise<void> {
		const { rooms } = this.#db;
		const modes = this.#modes;
		const named = isAll ? [...modes.keys()] : roomIds.filter((roomId) => modes.has(roomId));
		if (!isAll && named.length === 0) return;
		await withWriteLock(() =>
			this.#db.transaction('rw', rooms, async () => {
				const marked = isAll ? await rooms.where('mode').above('').toArray() : [];
				for (const { roomId } of marked) if (!modes.has(roomId)) await rooms.where({ roomId }).modify(unmark);
				for (const row of await rooms.bulkGet(named)) {
					const mode = row && modes.get(row.roomId);
					if (mode && row.mode !== mode) await rooms.update(row.roomId, { mode });
				}
			}),
		);
	}

	async #tellOne(row: RuleChangeRow, now: number): Promise<void> {
		try {
			const content = (await this.#db.accountData.get('m.push_rules'))?.content;
			const requests = requestsFor(readPushRules(content), row.change);
			for (const request of requests) await this.#request(request);
			await this.#settle(row, undefined, requests);
		} catch (error) {
			log.warn('a push rule was not changed', error);
			const attempt = row.attempt + 1;
			const verdict = judgeTry(error, attempt);
			const retryAfterMs = verdict.kind === 'later' ? verdict.retryAfterMs : undefined;
			const nextTry = now + Math.min(longestWaitMs, backoffMs(attempt, retryAfterMs));
			await this.#settle(row, verdict.kind === 'refused' ? undefined : { ...row, attempt, nextTry }, []);
		}
	}

	/** Client-server API §`PUT /pushrules/global/{kind}/{ruleId}` and its siblings. */
	async #request({ kind, ruleId, ...request }: RuleRequest): Promise<void> {
		const rule = `/pushrules/global/${kind}/${encodeURIComponent(ruleId)}`;
		if (request.method === 'PUT') {
			const path = request.part ? `${rule}/${request.part}` : rule;
			await this.#client.http.authedRequest(Method.Put, path, undefined, request.body);
			return;
		}
		await this.#client.http.authedRequest(Method.Delete, rule).catch((error: { httpStatus?: number }) => {
			// A try whose answer never came has done it.
			if (error.httpStatus !== 404) throw error;
		});
	}

	/** Puts `next` in a change's place, unless a newer one stands there; `done` is what the homeserver did. */
	async #settle(told: RuleChangeRow, next: RuleChangeRow | undefined, done: RuleRequest[]): Promise<void> {
		const { accountData, ruleChanges } = this.#db;
		await this.#db.transaction('rw', accountData, ruleChanges, async () => {
			if (done.length > 0) {
				// The homeserver sends them too, but later.
				const content = (await accountData.get('m.push_rules'))?.content;
				const global = done.reduce(after, readPushRules(content));
				await accountData.put({ type: 'm.push_rules', content: { ...content, global } });
			}
			if ((await ruleChanges.get(told.id))?.time !== told.time) return;
			if (next) await ruleChanges.put(next);
			else await ruleChanges.delete(told.id);
		});
		if (!next) await this.load();
	}

	#use(rules: PushRules): void {
		setPushRules(this.#client, { global: rules });
		this.#modes = readRoomModes(rules);
		this.#areModesNew = true;
	}
}

function unmark(room: { mode?: RoomMode }): void {
	delete room.mode;
}
