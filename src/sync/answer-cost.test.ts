import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createMatrixClient } from '../account/matrix-client.ts';
import { announceNews, withdrawAll, withdrawRead } from '../notify/announce.ts';
import { clearBadge, updateBadge } from '../notify/badge.ts';
import { createDirect } from '../rooms/create.ts';
import { updateMenu } from '../share/menu.ts';
import { AccountDatabase } from '../store/database.ts';
import type { RawEvent } from '../store/event-rows.ts';
import { aRoom } from '../store/room-fixture.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { countRows, type RowCounts } from '../store/row-counter.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { type ApplyContext, applyChanges } from './apply.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';

const own = '@alice:a';
const idOf = (index: number): string => `!r${index}:a`;
const personOf = (index: number): string => `@p${index}:a`;

let count = 0;

beforeEach(async () => {
	fakeBrowser.reset();
	// The fake has no menu, no badge and no words.
	vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name) => name);
	vi.spyOn(fakeBrowser.contextMenus, 'removeAll').mockResolvedValue(undefined);
	vi.spyOn(fakeBrowser.contextMenus, 'create').mockReturnValue('');
	vi.spyOn(fakeBrowser.contextMenus, 'update').mockResolvedValue(undefined);
	vi.spyOn(fakeBrowser.action, 'setBadgeText').mockResolvedValue(undefined);
	vi.spyOn(fakeBrowser.action, 'setBadgeBackgroundColor').mockResolvedValue(undefined);
	await withdrawAll();
	await clearBadge();
	await updateMenu(undefined);
});

interface Account {
	context: ApplyContext;
	counts: RowCounts;
	/** Rows read since the last time. */
	read: () => number;
}

/** An account of so many direct chats, each with a row and a member, seen in full before. */
async function account(rooms: number, over: Partial<RoomRow> = {}): Promise<Account> {
	count += 1;
	const db = new AccountDatabase(`@cost${count}:a`);
	const counts = countRows(db);
	const indexes = Array.from({ length: rooms }, (_, index) => index);
	await db.rooms.bulkPut(
		indexes.map((index) =>
			aRoom(idOf(index), {
				kind: 'direct',
				directUserId: personOf(index),
				heroes: [personOf(index)],
				activity: index,
				isEncrypted: false,
				...over,
			}),
		),
	);
	const content = Object.fromEntries(indexes.map((index) => [personOf(index), [idOf(index)]]));
	await db.accountData.put({ type: 'm.direct', content });
	await db.position.put({ id: 'sync', source: 'classic', since: 's1' });
	const client = createMatrixClient({ baseUrl: 'https://a', userId: own, deviceId: 'D', accessToken: 't' });
	const context: ApplyContext = {
		db,
		client,
		cacheKey: await cacheKeyOf(newVaultKey()),
		ownUserId: own,
		// What crypto does with an answer is its own affair: what is counted here is the store's.
		crypto: noCrypto,
		judge: () => ({ notifies: true, highlights: false }),
		awaitKey: () => {},
		hashPage: async (page) => page,
		stateChanged: () => {},
		sketchRoom: async () => {},
		keysCame: () => {},
		accountDataChanged: () => {},
	};
	const read = (): number => {
		const sum = Object.values(counts).reduce((total, rows) => total + rows, 0);
		for (const name of Object.keys(counts)) delete counts[name];
		return sum;
	};
	read();
	return { context, counts, read };
}

const noCrypto: ApplyContext['crypto'] = {
	prepare: async () => {},
	processSyncChanges: async () => [],
	markAllTrackedUsersAsDirty: async () => {},
	onSyncCompleted: () => {},
};

const message = (id: string): RawEvent => ({
	event_id: id,
	type: 'm.room.message',
	sender: personOf(1),
	origin_server_ts: 10_000,
	content: { msgtype: 'm.text', body: 'x' },
});

const change = (index: number, timeline: RawEvent[] = []): RoomChange => ({
	roomId: idOf(index),
	membership: 'join',
	state: [],
	timeline,
	isLimited: false,
	ownReceipts: [],
	accountData: [],
});

const answer = (over: Partial<ChangeSet>): ChangeSet => ({
	position: { id: 'sync', source: 'classic', since: 's2' },
	crypto: { toDeviceEvents: [] },
	accountData: [],
	rooms: [],
	...over,
});

/** What the background does with an answer. */
async function take({ context }: Account, changes: ChangeSet): Promise<void> {
	const { db, cacheKey } = context;
	await applyChanges(context, changes);
	await announceNews(db, cacheKey);
	await withdrawRead(
		db,
		changes.rooms.map(({ roomId }) => roomId),
	);
	await updateBadge(db);
	await updateMenu(db);
}

/** Rows read by the same work in an account of five rooms, and of five thousand. */
async function costs(
	work: (one: Account) => Promise<void>,
	over?: Partial<RoomRow>,
): Promise<[number, number]> {
	const [small, large] = [await account(5, over), await account(5_000, over)];
	await work(small);
	// What one has announced would stand for the other.
	await withdrawAll();
	await work(large);
	return [small.read(), large.read()];
}

describe('what is read of the store does not grow with the account', () => {
	it('for a message', async () => {
		const [small, large] = await costs((one) => take(one, answer({ rooms: [change(1, [message('$1')])] })));
		expect(small).toBeGreaterThan(0);
		expect(large).toBe(small);
	});

	it('for a message in a room that is new', async () => {
		const fresh: RoomChange = { ...change(0, [message('$1')]), roomId: '!new:a' };
		const [small, large] = await costs((one) => take(one, answer({ rooms: [fresh] })));
		expect(large).toBe(small);
	});

	it('for an answer without news', async () => {
		const [small, large] = await costs((one) => take(one, answer({})));
		expect(large).toBe(small);
	});

	it('for a new direct chat among all others', async () => {
		const [small, large] = await costs(async (one) => {
			const before = (await one.context.db.accountData.get('m.direct'))?.content;
			const content = { ...before, '@new:a': [idOf(2)] };
			await take(one, answer({ accountData: [{ type: 'm.direct', content }] }));
			expect(await one.context.db.rooms.get(idOf(2))).toMatchObject({ directUserId: '@new:a' });
		});
		expect(large).toBe(small);
	});

	it('for finding the chat with a person', async () => {
		const [small, large] = await costs(async ({ context: { db, client } }) => {
			expect(await createDirect(db, client, personOf(3))).toBe(idOf(3));
		});
		expect(large).toBe(small);
	});

	it('for the badge, beyond what it can show', async () => {
		const [small, large] = await costs(({ context: { db } }) => updateBadge(db), { unread: 1 });
		// And one row of settings.
		expect([small, large]).toEqual([5 + 1, 100 + 1]);
	});
});

describe('the browser is told what has changed, and nothing else', () => {
	it('by the badge when its number changes', async () => {
		const one = await account(5);
		const { setBadgeText } = fakeBrowser.action;
		await take(one, answer({ rooms: [change(4, [message('$1')])] }));
		expect(setBadgeText).toHaveBeenLastCalledWith({ text: '1' });
		vi.mocked(setBadgeText).mockClear();
		await take(one, answer({ rooms: [change(4)] }));
		expect(setBadgeText).not.toHaveBeenCalled();
		await take(one, answer({ rooms: [change(3, [message('$2')])] }));
		expect(setBadgeText).toHaveBeenLastCalledWith({ text: '2' });
	});

	it('by the menu when its rooms change, entry by entry where their order stays', async () => {
		const { db } = (await account(5)).context;
		const { create, removeAll, update } = fakeBrowser.contextMenus;
		await updateMenu(db);
		for (const call of [create, removeAll, update]) vi.mocked(call).mockClear();
		await db.rooms.update(idOf(4), { activity: 50 });
		await updateMenu(db);
		expect(removeAll).not.toHaveBeenCalled();
		await db.rooms.update(idOf(4), { name: 'Cats & dogs' });
		await updateMenu(db);
		expect(update).toHaveBeenCalledExactlyOnceWith(`share:${idOf(4)}`, { title: 'Cats && dogs' });
		expect(removeAll).not.toHaveBeenCalled();
		await db.rooms.update(idOf(1), { activity: 60 });
		await updateMenu(db);
		expect(removeAll).toHaveBeenCalledOnce();
	});

	it('by a withdrawn notification for rooms in the answer, without asking which there are', async () => {
		const one = await account(5);
		await take(one, answer({ rooms: [change(4, [message('$1')]), change(3, [message('$2')])] }));
		const getAll = vi.spyOn(fakeBrowser.notifications, 'getAll');
		const clear = vi.spyOn(fakeBrowser.notifications, 'clear');
		await one.context.db.rooms.update(idOf(4), { unread: 0, readOrder: 2_000 });
		await take(one, answer({ rooms: [change(2)] }));
		expect(clear).not.toHaveBeenCalled();
		await take(one, answer({ rooms: [change(4)] }));
		expect(clear).toHaveBeenCalledExactlyOnceWith(`room:${idOf(4)}#1001`);
		expect(getAll).not.toHaveBeenCalled();
	});
});
