import { ConnectionError, HTTPError, type MatrixClient, MatrixError } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { type CacheKey, seal, unseal } from '../store/seal.ts';
import { timelineTables, writeTimeline } from '../timeline/write.ts';
import type { Delivery, Wire } from './delivery.ts';
import { findSent } from './find-sent.ts';
import { OutboxQueue, type QueuedRow } from './queue.ts';
import { OutboxSender } from './sender.ts';

/** What becomes of one request. */
export const fates = ['taken', 'lostBefore', 'lostAfter', 'limited', 'badGateway', 'halfAnAnswer'] as const;
export type Fate = (typeof fates)[number];

export const retryAfterMs = 200_000;

interface Kept {
	eventId: string;
	roomId: string;
	transactionId: string;
	deviceId: string;
	content: Wire['content'];
	time: number;
	isEchoed: boolean;
}

const never = new Promise<never>(() => {});

/** Clocks, locks, a homeserver and the net between, for senders that die at any moment. */
export class Simulation {
	readonly db: AccountDatabase;
	readonly cacheKey: CacheKey;
	readonly kept: Kept[] = [];
	readonly waits: { at: number; run: () => void }[] = [];
	/** Requests made before the homeserver allowed. */
	tooSoon = 0;
	/** The most rooms that were at it at a time. */
	mostAtOnce = 0;
	deviceId = 'D0';
	#monotonic = 0;
	#offset = 1_700_000_000_000;
	#fates: Fate[];
	#echoesEarly: boolean[];
	#atOnce = 0;
	#wrapped = 0;
	readonly #allowedAt = new Map<string, number>();
	readonly #locks = new Map<string, Promise<unknown>>();

	constructor(db: AccountDatabase, cacheKey: CacheKey, fates: Fate[], echoesEarly: boolean[]) {
		this.db = db;
		this.cacheKey = cacheKey;
		this.#fates = [...fates];
		this.#echoesEarly = [...echoesEarly];
	}

	now(): number {
		return this.#monotonic + this.#offset;
	}

	/** Somebody sets the clock; nothing can be said of Retry-After across that. */
	jump(ms: number): void {
		this.#offset += ms;
		if (ms !== 0) this.#allowedAt.clear();
	}

	/** Lets time pass until the next wait is over. @returns whether there was one. */
	passTime(): boolean {
		const next = this.waits.sort((a, b) => a.at - b.at).shift();
		if (!next) return false;
		this.#monotonic = Math.max(this.#monotonic, next.at);
		next.run();
		return true;
	}

	/** A background that dies when it crosses its `lastStep`-th await. */
	start(lastStep: number): { sender: OutboxSender; death: Promise<void> } {
		const { promise: death, resolve: die } = Promise.withResolvers<void>();
		let step = 0;
		let isDead = false;
		const gate = async (): Promise<void> => {
			step += 1;
			if (step >= lastStep && !isDead) {
				isDead = true;
				die();
			}
			if (isDead) await never;
		};
		const mortal = <T extends object>(inner: T): T =>
			new Proxy(inner, {
				get: (target, name) => {
					const value = Reflect.get(target, name);
					if (typeof value !== 'function') return value;
					return async (...args: unknown[]) => {
						await gate();
						try {
							return await value.apply(target, args);
						} finally {
							await gate();
						}
					};
				},
			});
		const queue = new OutboxQueue(this.db);
		const sender = new OutboxSender({
			queue: mortal(queue),
			delivery: mortal(this.#delivery(queue, this.deviceId)),
			awake: (work) => work(),
			alone: (roomId, work) => this.#alone(roomId, () => Promise.race([work(), death])),
			now: () => this.now(),
			later: (ms, run) => {
				const wait = { at: this.#monotonic + ms, run: () => (isDead ? undefined : run()) };
				this.waits.push(wait);
				return () => {
					const index = this.waits.indexOf(wait);
					if (index >= 0) this.waits.splice(index, 1);
				};
			},
		});
		return { sender, death };
	}

	/** A background has died: what the homeserver asked of it counts only as far as it was written down. */
	async bury(): Promise<void> {
		for (const { transactionId, notBefore } of await this.db.outbox.toArray()) {
			if ((notBefore ?? 0) <= this.now()) this.#allowedAt.delete(transactionId);
		}
	}

	/** Brings, by sync, all that has not come back yet; a transaction id only to the device that used it. */
	async echo(): Promise<void> {
		for (const event of this.kept.filter(({ isEchoed }) => !isEchoed)) await this.#echo(event);
	}

	#delivery(queue: OutboxQueue, deviceId: string): Delivery {
		return {
			deviceId,
			wrap: async ({ sealed }) => {
				this.#enter();
				this.#wrapped += 1;
				const { body } = await unseal(this.cacheKey, sealed);
				return { type: 'm.room.encrypted', content: { ciphertext: `${body}#${this.#wrapped}` } };
			},
			put: async (row, wire) => {
				try {
					return await this.#put(row, wire, deviceId);
				} finally {
					this.#atOnce -= 1;
				}
			},
			find: (row) => findSent(this.#client(row), queue, row),
		};
	}

	#enter(): void {
		this.#atOnce += 1;
		this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
	}

	async #put(row: QueuedRow, wire: Wire, deviceId: string): Promise<string> {
		const key = row.transactionId;
		if (this.#monotonic < (this.#allowedAt.get(key) ?? 0)) this.tooSoon += 1;
		const fate = this.#fates.shift() ?? 'taken';
		if (fate === 'lostBefore') throw new ConnectionError('fetch failed');
		if (fate === 'badGateway') throw new HTTPError('Bad gateway', 502);
		if (fate === 'limited') {
			this.#allowedAt.set(key, this.#monotonic + retryAfterMs);
			throw new MatrixError({ errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: retryAfterMs }, 429);
		}
		const eventId = await this.#keep(row, wire, deviceId);
		if (fate === 'lostAfter') throw new ConnectionError('fetch failed');
		if (fate === 'halfAnAnswer') throw new SyntaxError('Unexpected end of JSON input');
		return eventId;
	}

	async #keep({ roomId, transactionId }: QueuedRow, { content }: Wire, deviceId: string): Promise<string> {
		const isSame = (event: Kept): boolean =>
			event.transactionId === transactionId && event.deviceId === deviceId && event.roomId === roomId;
		const known = this.kept.find(isSame);
		if (known) return known.eventId;
		const eventId = `$${this.kept.length}`;
		const event = { eventId, roomId, transactionId, deviceId, content, time: this.now(), isEchoed: false };
		this.kept.push(event);
		if (this.#echoesEarly.shift()) await this.#echo(event);
		return eventId;
	}

	async #echo(event: Kept): Promise<void> {
		const { roomId, eventId, transactionId, deviceId, time } = event;
		event.isEchoed = true;
		const row: EventRow = {
			kind: 'event',
			roomId,
			order: this.kept.indexOf(event),
			eventId,
			type: 'm.room.message',
			sender: '@alice:a',
			time,
			isEncrypted: true,
			status: 'readable',
			...(deviceId === this.deviceId && { transactionId }),
			sealed: await seal(this.cacheKey, { content: {}, reactions: [] }),
		};
		const room = { roomId, readOrder: 0 } as RoomRow;
		await this.db.transaction('rw', timelineTables(this.db), async () =>
			writeTimeline(this.db, room, {
				events: [row],
				relations: [],
				vacated: [],
				opened: [],
				ownThreads: [],
				goneFiles: [],
			}),
		);
	}

	/** The homeserver's `/messages`, from the newest back. */
	#client({ roomId }: QueuedRow): MatrixClient {
		const chunk = this.kept
			.filter((event) => event.roomId === roomId)
			.map((event) => ({
				event_id: event.eventId,
				type: 'm.room.encrypted',
				sender: '@alice:a',
				origin_server_ts: event.time,
				content: event.content,
				unsigned: event.deviceId === this.deviceId ? { transaction_id: event.transactionId } : {},
			}))
			.reverse();
		const client = { getSafeUserId: () => '@alice:a', http: { authedRequest: async () => ({ chunk }) } };
		return client as unknown as MatrixClient;
	}

	async #alone(key: string, work: () => Promise<void>): Promise<void> {
		const turn = (this.#locks.get(key) ?? Promise.resolve()).then(work);
		this.#locks.set(
			key,
			turn.catch(() => undefined),
		);
		await turn;
	}
}
