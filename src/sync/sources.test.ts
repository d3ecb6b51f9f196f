import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMatrixClient } from '../account/matrix-client.ts';
import { AccountDatabase, isGap } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import type { CacheKey } from '../store/seal.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { type ApplyContext, applyChanges } from './apply.ts';
import type { ChangeSet } from './change-set.ts';
import { classicSource } from './classic.ts';
import { ownUserId, Simulation } from './simulation.ts';
import { slidingSource } from './sliding.ts';
import { SourceChoice } from './source-choice.ts';

const dayMs = 86_400_000;

/** Hundreds of answers are taken in. */
const long = { timeout: 60_000 };

let cacheKey: CacheKey;
let count = 0;

beforeEach(async () => {
	vi.spyOn(console, 'warn').mockReturnValue();
	cacheKey = await cacheKeyOf(newVaultKey());
});

/** An account on a simulated homeserver, with the real sources and the real store, and no crypto. */
class Account {
	readonly server = new Simulation();
	readonly received = new Set<unknown>();
	readonly context: ApplyContext;
	#choice: SourceChoice;
	#now = 0;

	constructor(roomCount: number) {
		count += 1;
		const client = createMatrixClient({
			baseUrl: 'https://a',
			userId: ownUserId,
			deviceId: 'D',
			accessToken: 't',
		});
		client.http.authedRequest = ((...asked: Parameters<Simulation['answer']>) =>
			this.server.answer(...asked)) as typeof client.http.authedRequest;
		this.context = {
			db: new AccountDatabase(`@alice${count}:a`),
			cacheKey,
			client,
			ownUserId,
			crypto: {
				prepare: async () => {},
				processSyncChanges: async ({ toDeviceEvents }) => {
					for (const { content } of toDeviceEvents) this.received.add((content as Content).id);
					return [];
				},
				markAllTrackedUsersAsDirty: async () => {},
				onSyncCompleted: () => {},
			},
			judge: () => ({ notifies: true, highlights: false }),
			awaitKey: () => {},
			hashPage: async (page) => page,
			stateChanged: () => {},
			sketchRoom: async () => {},
			keysCame: () => {},
			accountDataChanged: () => {},
		};
		this.#choice = this.#choose();
		for (let index = 0; index < roomCount; index += 1) this.server.addRoom(`!${index}:a`);
	}

	/** The background was ended and is started again. */
	wake(): void {
		this.#choice = this.#choose();
	}

	#choose(): SourceChoice {
		const { client } = this.context;
		return new SourceChoice(
			{ classic: classicSource(client), sliding: slidingSource(client) },
			async () => this.server.isSlidingOffered,
			() => this.#now,
		);
	}

	/** A day later everything is asked anew. */
	aDayLater(): void {
		this.#now += dayMs;
	}

	async next(): Promise<ChangeSet> {
		const position = await this.context.db.position.get('sync');
		return await this.#choice.next(position, 0, new AbortController().signal);
	}

	async poll(): Promise<ChangeSet> {
		const changes = await this.next();
		await applyChanges(this.context, changes);
		return changes;
	}

	/** Polls until nothing more is there. */
	async catchUp(): Promise<void> {
		let changes: ChangeSet;
		do changes = await this.poll();
		while (changes.hasMore || changes.rooms.length > 0);
	}

	/** A room's rows from the oldest, as the places of their events; a gap as the place that it goes on from. */
	async rows(roomId: string): Promise<(number | string)[]> {
		const rows = await this.context.db.events
			.where('[roomId+order]')
			.between([roomId, Number.NEGATIVE_INFINITY], [roomId, Number.POSITIVE_INFINITY])
			.toArray();
		return rows.map((row) => (isGap(row) ? row.prevBatch : row.time / 1_000));
	}
}

/** Checks that a room's rows are its history from the newest, with each gap holding what is missing there. */
async function expectTruth(account: Account, roomId: string): Promise<void> {
	const history = (account.server.rooms.get(roomId) ?? []).map(({ place }) => place);
	const rows = await account.rows(roomId);
	expect(rows.at(-1)).toBe(history.at(-1));
	const places = rows.filter((row) => typeof row === 'number');
	expect(places).toEqual(history.filter((place) => places.includes(place)));
	rows.forEach((row, index) => {
		const above = rows[index + 1];
		if (typeof row === 'string') expect(row).toBe(`t${above}`);
		else if (typeof above === 'number') expect(history.indexOf(above)).toBe(history.indexOf(row) + 1);
	});
	if (typeof rows[0] === 'number') expect(rows[0]).toBe(history[0]);
}

type Step =
	| { does: 'send' | 'flood'; room: number }
	| { does: 'key' | 'poll' | 'wake' | 'lose' | 'repeat' | 'expire' | 'withdraw' | 'offer' };

const steps = fc.array(
	fc.oneof(
		{ weight: 4, arbitrary: fc.record({ does: fc.constant('send' as const), room: fc.nat(2) }) },
		{ weight: 1, arbitrary: fc.record({ does: fc.constant('flood' as const), room: fc.nat(2) }) },
		{ weight: 3, arbitrary: fc.constant<Step>({ does: 'poll' }) },
		...(['key', 'wake', 'lose', 'repeat', 'expire', 'withdraw', 'offer'] as const).map((does) => ({
			weight: 1,
			arbitrary: fc.constant<Step>({ does }),
		})),
	),
	{ maxLength: 25 },
);

async function take(account: Account, step: Step): Promise<void> {
	const { server } = account;
	if (step.does === 'send') server.send(`!${step.room}:a`);
	if (step.does === 'flood') for (let index = 0; index < 5; index += 1) server.send(`!${step.room}:a`);
	if (step.does === 'wake') account.wake();
	if (step.does === 'key') server.sendToDevice();
	if (step.does === 'poll') await account.poll();
	// Killed before the answer was taken in, or in the middle: it is asked for, or taken, again.
	if (step.does === 'lose') await account.next();
	if (step.does === 'repeat') await applyChanges(account.context, await account.poll());
	if (step.does === 'expire') server.connections.clear();
	if (step.does === 'withdraw' || step.does === 'offer') {
		server.isSlidingOffered = step.does === 'offer';
		account.aDayLater();
	}
}

describe('both kinds of sync', () => {
	it('bring the same history, however it is split, repeated, cut off and changed over', long, async () => {
		await fc.assert(
			fc.asyncProperty(steps, fc.boolean(), async (script, isSlidingOffered) => {
				const account = new Account(3);
				account.server.isSlidingOffered = isSlidingOffered;
				const keys = new Set<unknown>();
				for (const step of script) {
					await take(account, step);
					for (const { event } of account.server.toDevice) keys.add((event.content as Content).id);
				}
				await account.catchUp();
				for (const roomId of account.server.rooms.keys()) await expectTruth(account, roomId);
				expect([...account.received].sort()).toEqual([...keys].sort());
				await account.context.db.delete();
			}),
			{ numRuns: 40 },
		);
	});

	it.each([true, false])(
		'bring every room of a large account (sliding: %s)',
		long,
		async (isSlidingOffered) => {
			const account = new Account(130);
			account.server.isSlidingOffered = isSlidingOffered;
			const seen: number[] = [];
			for (let more = true; more; ) {
				const { hasMore, progress } = await account.poll();
				if (progress) seen.push(progress.done);
				more = hasMore === true;
				// Somebody writes meanwhile.
				account.server.send(`!${seen.length}:a`);
			}
			await account.catchUp();
			expect(seen.length).toBeGreaterThan(1);
			expect(seen).toEqual([...seen].sort((a, b) => a - b));
			expect(await account.context.db.rooms.where('shelf').equals('chat').count()).toBe(130);
			for (const roomId of account.server.rooms.keys()) await expectTruth(account, roomId);
			expect(await account.context.db.position.get('sync')).toMatchObject({ isComplete: true });
		},
	);

	it('show a few rooms of a large account before classic sync has listed them all', async () => {
		const account = new Account(130);
		account.server.isSlidingOffered = false;
		const { rooms, position } = await account.poll();
		expect(rooms.length).toBeGreaterThan(5);
		expect(rooms.every(({ timeline }) => timeline.length > 0)).toBe(true);
		expect(position.since).toBeUndefined();
		account.wake();
		await account.catchUp();
		for (const roomId of account.server.rooms.keys()) await expectTruth(account, roomId);
	});

	it.each([true, false])(
		'ask for less when answers are late (sliding: %s)',
		long,
		async (isSlidingOffered) => {
			const account = new Account(70);
			account.server.isSlidingOffered = isSlidingOffered;
			account.server.mostRooms = 15;
			for (let more = true; more; ) {
				const changes: Pick<ChangeSet, 'hasMore'> = await account.poll().catch(() => ({ hasMore: true }));
				more = changes.hasMore === true;
			}
			const { rooms, state } = account.context.db;
			expect(await rooms.where('shelf').equals('chat').count()).toBe(70);
			expect(await state.filter(({ type }) => type === 'm.room.create').count()).toBe(70);
			for (const roomId of account.server.rooms.keys()) await expectTruth(account, roomId);
		},
	);

	it('ask for fewer messages when news are late', async () => {
		const account = new Account(10);
		account.server.isSlidingOffered = false;
		await account.catchUp();
		for (const roomId of account.server.rooms.keys()) {
			for (let index = 0; index < 5; index += 1) account.server.send(roomId);
		}
		account.server.mostMessages = 12;
		for (let isHere = false; !isHere; ) isHere = await account.poll().then(Boolean, () => false);
		await account.catchUp();
		for (const roomId of account.server.rooms.keys()) await expectTruth(account, roomId);
	});

	it('look at the top of a long list first when the background wakes, then at all of it', async () => {
		const account = new Account(110);
		await account.catchUp();
		for (const room of [3, 70, 109]) account.server.send(`!${room}:a`);
		account.wake();
		const first = await account.poll();
		expect(first).toMatchObject({ isPartial: true, hasMore: true });
		expect(first.rooms.map(({ roomId }) => roomId)).toEqual(['!109:a', '!70:a', '!3:a']);
		const second = await account.poll();
		expect(second.isPartial).toBeUndefined();
		for (const roomId of account.server.rooms.keys()) await expectTruth(account, roomId);
	});

	it('know what was left while nobody looked', async () => {
		const account = new Account(3);
		await account.catchUp();
		account.server.rooms.delete('!1:a');
		account.server.connections.clear();
		await account.catchUp();
		expect(await account.context.db.rooms.get('!1:a')).toMatchObject({ membership: 'leave' });
		expect(await account.context.db.rooms.where('shelf').equals('chat').count()).toBe(2);
	});
});
