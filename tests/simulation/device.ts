import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { DecryptionError } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { logger } from 'matrix-js-sdk/lib/logger.js';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { AccountDatabase, isEvent, isGap } from '../../src/store/database.ts';
import type { EventRow, GapRow } from '../../src/store/event-rows.ts';
import { type CacheKey, unseal } from '../../src/store/seal.ts';
import { type ApplyContext, applyChanges } from '../../src/sync/apply.ts';
import type { RoomChange } from '../../src/sync/change-set.ts';
import { fillGap } from '../../src/timeline/fill-gap.ts';
import type { GapEnd } from '../../src/timeline/gaps.ts';
import type { OwnReceipt } from '../../src/timeline/receipts.ts';
import { retryUnreadable } from '../../src/timeline/retry.ts';
import { alice, roomId } from './history.ts';
import type { SimulatedServer } from './server.ts';

// It reports every event that cannot be read.
(logger as unknown as { disableAll(): void }).disableAll();

let count = 0;

/** Alice's store on a device, fed by a simulated homeserver through the same functions as by a real one. */
export class SimulatedDevice {
	readonly db: AccountDatabase;
	readonly context: ApplyContext;
	readonly #cacheKey: CacheKey;
	readonly #server: SimulatedServer;
	readonly #sessions = new Set<string>();
	/** How many of the server's events it has heard of by sync. */
	since = 0;

	constructor(server: SimulatedServer, cacheKey: CacheKey) {
		count += 1;
		this.#server = server;
		this.#cacheKey = cacheKey;
		this.db = new AccountDatabase(`@alice:simulation${count}`);
		const client = createMatrixClient({
			baseUrl: 'https://a',
			userId: alice,
			deviceId: 'D',
			accessToken: 't',
		});
		this.context = {
			db: this.db,
			cacheKey,
			client: this.#simulated(client),
			ownUserId: alice,
			crypto: {
				prepare: async () => {},
				processSyncChanges: async () => [],
				markAllTrackedUsersAsDirty: async () => {},
				onSyncCompleted: () => {},
			},
			judge,
			sketchRoom: async () => {},
			awaitKey: () => {},
			hashPage: async (page) => page,
			stateChanged: () => {},
			keysCame: () => {},
			accountDataChanged: () => {},
		};
	}

	/** Takes one answer of `/sync` in, `times` times. */
	async sync(limit: number, ownReceipts: OwnReceipt[] = [], times = 1): Promise<void> {
		const { timeline, isLimited, prevBatch, next } = this.#server.sync(this.since, limit);
		const room: RoomChange = {
			roomId,
			membership: 'join',
			state: [],
			timeline,
			isLimited,
			prevBatch,
			ownReceipts,
			accountData: [],
		};
		for (let time = 0; time < times; time++) {
			await applyChanges(this.context, {
				position: { id: 'sync', source: 'classic', since: `s${next}` },
				crypto: { toDeviceEvents: [] },
				accountData: [],
				rooms: [room],
			});
		}
		this.since = next;
	}

	async gaps(): Promise<GapRow[]> {
		return (await this.db.events.toArray()).filter(isGap);
	}

	/** Fills one end of the gap with that number, if there is one. */
	async fill(index: number, from: GapEnd): Promise<void> {
		const gaps = await this.gaps();
		const gap = gaps[index % Math.max(1, gaps.length)];
		if (gap) await fillGap(this.context, roomId, gap.order, from);
	}

	/** The key of a session comes. */
	async key(session: string): Promise<void> {
		this.#sessions.add(session);
		await retryUnreadable(this.context, { sessionIds: [session] });
	}

	async orderOf(eventId: string): Promise<{ order: number }> {
		const row = await this.db.events.where('[roomId+eventId]').equals([roomId, eventId]).first();
		return row ?? (await this.db.relations.get(eventId)) ?? { order: -1 };
	}

	/** Everything that is shown and counted, and all events in the order of the store. */
	async snapshot() {
		const [rows, relations, room] = await Promise.all([
			this.db.events.toArray(),
			this.db.relations.toArray(),
			this.db.rooms.get(roomId),
		]);
		const events = rows.filter(isEvent);
		const receipts = new Map(
			(await this.db.ownReceipts.toArray()).map(({ threadId, order }) => [threadId, order]),
		);
		const isUnread = ({ order, notifies, threadId }: EventRow): boolean =>
			notifies === 1 && order > (room?.readOrder ?? -1) && order > (receipts.get(threadId ?? 'main') ?? -1);
		return {
			order: [...events, ...relations].sort((a, b) => a.order - b.order).map(({ eventId }) => eventId),
			gaps: rows.length - events.length,
			shown: await Promise.all(
				events
					.filter(({ type }) => type !== 'm.reaction')
					.map(async ({ eventId, type, status, threadId, repliesTo, isEdited, pages, sealed }) => {
						const { content, edit, reactions } = await unseal(this.#cacheKey, sealed);
						// A redacted row's type may be that of its ciphertext.
						const shownType = status === 'redacted' ? '' : type;
						return {
							eventId,
							type: shownType,
							status,
							threadId,
							repliesTo,
							isEdited,
							pages,
							content,
							edit,
							reactions,
						};
					}),
			),
			unread: events.filter(isUnread).map(({ eventId }) => eventId),
			highlighted: events.filter((row) => row.highlights && isUnread(row)).map(({ eventId }) => eventId),
			counts: { unread: room?.unread, highlights: room?.highlights },
			preview: room?.lastMessage && (await unseal(this.#cacheKey, room.lastMessage)),
		};
	}

	async #known(): Promise<Set<string>> {
		const [rows, relations] = await Promise.all([this.db.events.toArray(), this.db.relations.toArray()]);
		return new Set([...rows.filter(isEvent), ...relations].map(({ eventId }) => eventId));
	}

	#simulated(client: MatrixClient): MatrixClient {
		const decryptEvent = async (event: MatrixEvent): Promise<unknown> => {
			const { session_id, ciphertext } = event.getWireContent();
			if (this.#sessions.has(session_id)) return { clearEvent: JSON.parse(ciphertext) };
			throw new DecryptionError(DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID, 'no key');
		};
		const crypto = {
			prepare: async () => {},
			processSyncChanges: async () => [],
			onSyncCompleted: () => {},
			decryptEvent,
			getEncryptionInfoForEvent: async () => null,
		};
		return Object.assign(client, {
			getCrypto: () => crypto,
			decryptEventIfNeeded: async (event: MatrixEvent) => {
				if (event.isEncrypted()) await event.attemptDecryption(crypto as never);
			},
			http: {
				authedRequest: async (_method: string, path: string, query?: object) =>
					this.#server.answer(path, query, await this.#known()),
			},
		}) as MatrixClient;
	}
}

/** The push rules of this simulation: what cannot be read notifies, what is quiet does not. */
export function judge(event: MatrixEvent): { notifies: boolean; highlights: boolean } {
	if (event.isDecryptionFailure()) return { notifies: true, highlights: false };
	const text = String(event.getContent().body ?? '');
	const notifies = event.getType() === 'm.room.message' && !text.includes('quiet');
	return { notifies, highlights: notifies && text.includes('alice') };
}
