import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SimulatedDevice } from '../../tests/simulation/device.ts';
import { histories, idOf, roomId } from '../../tests/simulation/history.ts';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import { unreadOf } from '../../tests/simulation/unread-model.ts';
import { markRead } from '../rooms/mark-read.ts';
import type { RawEvent } from '../store/event-rows.ts';
import type { CacheKey } from '../store/seal.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import type { OwnReceipt } from './receipts.ts';

const sessions = ['s1', 's2', 's3'];
let cacheKey: CacheKey;

beforeAll(async () => {
	cacheKey = await cacheKeyOf(newVaultKey());
});

const end = fc.constantFrom('above' as const, 'below' as const);
const step = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constant('happen' as const), count: fc.integer({ min: 1, max: 8 }) }),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('sync' as const),
			limit: fc.integer({ min: 0, max: 6 }),
			times: fc.constantFrom(1, 1, 1, 2),
			receipts: fc.nat(2),
		}),
	},
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('fill' as const), gap: fc.nat(3), from: end }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('fillBoth' as const), gap: fc.nat(3) }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('fillMeanwhile' as const),
			gap: fc.nat(3),
			from: end,
			count: fc.integer({ min: 1, max: 4 }),
			limit: fc.integer({ min: 1, max: 3 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ do: fc.constant('key' as const), session: fc.constantFrom(...sessions) }),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const receipt = fc.record({
	index: fc.nat(30),
	thread: fc.constantFrom('', 'main', idOf(0), idOf(1), idOf(2)),
});

const scenario = fc.record({
	history: histories,
	first: fc.record({ length: fc.integer({ min: 1, max: 12 }), limit: fc.integer({ min: 1, max: 6 }) }),
	steps: fc.array(step, { maxLength: 24 }),
	receipts: fc.array(receipt, { maxLength: 5 }),
	habits: fc.record({
		pageSizes: fc
			.array(fc.nat(7), { maxLength: 5 })
			.filter((sizes) => sizes.length === 0 || sizes.some(Boolean)),
		overlaps: fc.array(fc.nat(3), { maxLength: 3 }),
		hidesContext: fc.boolean(),
	}),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function ownReceipts({ history, receipts }: Scenario): OwnReceipt[] {
	return receipts.map(({ index, thread }, time) => ({
		eventId: idOf(index % history.length),
		threadId: thread,
		time,
	}));
}

/** Lets the history come in as the steps say. @returns how many of its events were read here. */
async function live(device: SimulatedDevice, server: SimulatedServer, run: Scenario): Promise<number> {
	let told = 0;
	let read = 0;
	const receipts = ownReceipts(run);
	const take = (count: number): OwnReceipt[] => {
		const from = told;
		while (told < receipts.length && told < from + count && isThere(server, receipts[told])) told += 1;
		return receipts.slice(from, told);
	};
	const happen = (count: number): void => {
		server.length = Math.min(server.events.length, server.length + count);
	};
	const act: { [K in Step['do']]: (step: Extract<Step, { do: K }>) => Promise<unknown> } = {
		happen: async ({ count }) => happen(count),
		sync: ({ limit, times, receipts: count }) => device.sync(limit, take(count), times),
		fill: ({ gap, from }) => device.fill(gap, from),
		fillBoth: ({ gap }) => Promise.all([device.fill(gap, 'above'), device.fill(gap, 'below')]),
		fillMeanwhile: ({ gap, from, count, limit }) => {
			const fill = device.fill(gap, from);
			happen(count);
			return Promise.all([fill, device.sync(limit)]);
		},
		key: ({ session }) => device.key(session),
		read: async () => {
			await markRead(device.db, roomId, (await device.db.rooms.get(roomId))?.lastOrder ?? -1);
			read = device.since;
		},
	};
	for (const one of run.steps) await (act[one.do] as (step: Step) => Promise<unknown>)(one);
	happen(server.events.length);
	await device.sync(3, take(receipts.length));
	for (const session of sessions) await device.key(session);
	return read;
}

function isThere(server: SimulatedServer, receipt: OwnReceipt | undefined): boolean {
	return server.events.slice(0, server.length).some(({ event_id }) => event_id === receipt?.eventId);
}

async function fillAll(device: SimulatedDevice, from: 'above' | 'below'): Promise<void> {
	for (let tries = 0; (await device.gaps()).length > 0; tries++) {
		expect(tries, 'tries to fill all gaps').toBeLessThan(200);
		await device.fill(tries, tries % 3 === 0 ? 'above' : from);
	}
}

/** The same history with nothing in the way: its keys first, then all in one answer. */
async function atOnce(history: RawEvent[], run: Scenario, read: number): Promise<SimulatedDevice> {
	const server = new SimulatedServer(history, { pageSizes: [50], overlaps: [0], hidesContext: false });
	const device = new SimulatedDevice(server, cacheKey);
	for (const session of sessions) await device.key(session);
	server.length = Math.min(history.length, run.first.length);
	await device.sync(run.first.limit);
	server.length = history.length;
	await device.sync(Number.POSITIVE_INFINITY, ownReceipts(run));
	await fillAll(device, 'above');
	const { order } = await device.orderOf(idOf(read - 1));
	if (read > 0) await markRead(device.db, roomId, order);
	return device;
}

describe('whatever the order, doubling and splitting in which a history comes', () => {
	it('the rows, their order, and what is unread are the same', { timeout: 240_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(scenario, end, async (run, from) => {
				const { history } = run;
				const server = new SimulatedServer(history, run.habits);
				const device = new SimulatedDevice(server, cacheKey);
				server.length = Math.min(history.length, run.first.length);
				await device.sync(run.first.limit);
				const start = Math.max(0, server.length - run.first.limit);
				const read = await live(device, server, run);
				await fillAll(device, from);

				const shown = await device.snapshot();
				expect(shown.order).toEqual(history.map(({ event_id }) => event_id));
				expect(shown.counts).toEqual({ unread: shown.unread.length, highlights: shown.highlighted.length });
				expect(shown).toEqual(await (await atOnce(history, run, read)).snapshot());
				expect({ unread: shown.unread, highlighted: shown.highlighted }).toEqual(
					unreadOf(history, { start, read, receipts: ownReceipts(run) }),
				);

				await markRead(device.db, roomId, (await device.db.rooms.get(roomId))?.lastOrder ?? -1);
				expect(await device.db.rooms.get(roomId)).toMatchObject({ unread: 0, highlights: 0 });
				expect(await device.db.rooms.where('attention').equals(1).count()).toBe(0);
			}),
			{ numRuns: 200 },
		);
	});
});
