import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountDatabase } from '../store/database.ts';
import { enqueue } from '../store/outbox.ts';
import type { CacheKey } from '../store/seal.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { type Fate, fates, Simulation } from './simulation.ts';

const dayMs = 24 * 60 * 60_000;
let cacheKey: CacheKey;
let count = 0;

beforeAll(async () => {
	vi.spyOn(console, 'warn').mockReturnValue();
	cacheKey = await cacheKeyOf(newVaultKey());
});

/** One background's life: at which await it dies, what is different when the next one starts. */
interface Life {
	lastStep: number;
	hurries: boolean;
	jumpMs: number;
	isNewDevice: boolean;
}

interface History {
	/** The room of each message, in the order in which they are written. */
	rooms: string[];
	fates: Fate[];
	echoesEarly: boolean[];
	lives: Life[];
}

const history = fc.record<History>({
	rooms: fc.array(fc.constantFrom('!a', '!b', '!c', '!d', '!e', '!f'), { minLength: 1, maxLength: 8 }),
	fates: fc.array(fc.constantFrom(...fates), { maxLength: 12 }),
	echoesEarly: fc.array(fc.boolean(), { maxLength: 8 }),
	lives: fc.array(
		fc.record({
			lastStep: fc.integer({ min: 1, max: 40 }),
			hurries: fc.boolean(),
			jumpMs: fc.constantFrom(0, 0, 0, -3 * dayMs, 3 * dayMs),
			isNewDevice: fc.boolean(),
		}),
		{ maxLength: 5 },
	),
});

const immortal = Number.POSITIVE_INFINITY;

/** Writes the messages, and lives through the history until nothing waits. */
async function liveThrough({ rooms, fates, echoesEarly, lives }: History): Promise<Simulation> {
	count += 1;
	const db = new AccountDatabase(`@alice${count}:outbox`);
	const world = new Simulation(db, cacheKey, fates, echoesEarly);
	for (const [index, roomId] of rooms.entries()) {
		await enqueue(db, cacheKey, { roomId, type: 'm.room.message', content: { body: `${index}` } });
	}
	await db.outbox.toCollection().modify({ nextTry: world.now() });
	for (const life of [...lives, { lastStep: immortal, hurries: false, jumpMs: 0, isNewDevice: false }]) {
		await liveOnce(world, life);
		await world.bury();
		world.jump(life.jumpMs);
		if (life.isNewDevice) world.deviceId += 'x';
	}
	await world.echo();
	return world;
}

async function liveOnce(world: Simulation, { lastStep, hurries }: Life): Promise<void> {
	const { sender, death } = world.start(lastStep);
	let isDead = false;
	const end = death.then(() => {
		isDead = true;
	});
	await Promise.race([hurries ? sender.hurry() : sender.poke(), end]);
	while (!isDead && world.passTime()) {
		await Promise.race([hurries ? sender.hurry() : sender.poke(), end]);
	}
	world.waits.length = 0;
	sender.stop();
}

/** What the homeserver keeps of each room, as the bodies of its messages. */
function arrived(world: Simulation): Record<string, string[]> {
	const byRoom: Record<string, string[]> = {};
	for (const { roomId, content } of world.kept) {
		byRoom[roomId] = [...(byRoom[roomId] ?? []), String(content.ciphertext).replace(/#.*/, '')];
	}
	return byRoom;
}

function written({ rooms }: History): Record<string, string[]> {
	const byRoom: Record<string, string[]> = {};
	for (const [index, roomId] of rooms.entries()) byRoom[roomId] = [...(byRoom[roomId] ?? []), `${index}`];
	return byRoom;
}

const runs = { numRuns: 100 };

describe('whatever is lost, refused for a while or repeated, and whenever the background dies', () => {
	it('each message arrives once, in order, and leaves the outbox', async () => {
		await fc.assert(
			fc.asyncProperty(history, async (past) => {
				const world = await liveThrough(past);
				expect(arrived(world)).toEqual(written(past));
				expect(await world.db.outbox.toArray()).toEqual([]);
				expect(world.tooSoon).toBe(0);
				world.db.close();
			}),
			runs,
		);
	}, 60_000);

	it('also while an old background and a new one are both awake', async () => {
		await fc.assert(
			fc.asyncProperty(history, fc.integer({ min: 1, max: 40 }), async (past, lastStep) => {
				count += 1;
				const db = new AccountDatabase(`@alice${count}:outbox`);
				const world = new Simulation(db, cacheKey, past.fates, past.echoesEarly);
				for (const [index, roomId] of past.rooms.entries()) {
					await enqueue(db, cacheKey, { roomId, type: 'm.room.message', content: { body: `${index}` } });
				}
				await db.outbox.toCollection().modify({ nextTry: world.now() });
				const [old, next] = [world.start(lastStep), world.start(immortal)];
				await Promise.all([Promise.race([old.sender.poke(), old.death]), next.sender.poke()]);
				old.sender.stop();
				while (world.passTime()) await next.sender.poke();
				await world.echo();
				expect(arrived(world)).toEqual(written(past));
				expect(await db.outbox.toArray()).toEqual([]);
				db.close();
			}),
			runs,
		);
	}, 60_000);
});

describe('the sender', () => {
	it('is at no more than four rooms at a time', async () => {
		const rooms = ['!a', '!b', '!c', '!d', '!e', '!f', '!g'];
		const world = await liveThrough({ rooms, fates: [], echoesEarly: [], lives: [] });
		expect(world.kept).toHaveLength(7);
		expect(world.mostAtOnce).toBeLessThanOrEqual(4);
	});

	it('does not let a room that fails hold up another', async () => {
		const past: History = { rooms: ['!a', '!b'], fates: ['lostBefore'], echoesEarly: [], lives: [] };
		const world = await liveThrough(past);
		expect(world.kept.map(({ roomId }) => roomId).sort()).toEqual(['!a', '!b']);
		// Whichever was lost waits for its next try; the other one has not waited with it.
		const [first, second] = world.kept.map(({ time }) => time);
		expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
	});
});
