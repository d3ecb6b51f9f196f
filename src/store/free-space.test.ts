import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AccountDatabase } from './database.ts';
import { type DiskNotice, dismissDiskNotice, watchDiskNotice } from './disk-notice.ts';
import { withSpace } from './free-space.ts';
import { aRoom } from './room-fixture.ts';

const roomId = '!room:a';
let db: AccountDatabase;
let count = 0;

beforeEach(async () => {
	fakeBrowser.reset();
	count += 1;
	db = new AccountDatabase(`@space${count}:a`);
	await db.drafts.put({ id: `room:${roomId}`, sealed: new Uint8Array([1]), time: 1 });
	await db.media.put({ url: 'mxc://a/1', state: 'here', blob: new Blob(['x']), bytes: 1, time: 1 });
	await db.rooms.put(aRoom(roomId));
	await db.events.bulkPut(
		Array.from({ length: 300 }, (_, order) => ({
			kind: 'event' as const,
			roomId,
			order,
			eventId: `$${order}`,
			type: 'm.room.message',
			sender: '@bob:b',
			time: order,
			isEncrypted: true,
			status: 'readable' as const,
			sealed: new Uint8Array([1]),
		})),
	);
});

/** A write that has no room until `isRoom` says so. */
function tight(isRoom: () => Promise<boolean>): { write: () => Promise<string>; tries: () => number } {
	let tries = 0;
	return {
		tries: () => tries,
		write: async () => {
			tries += 1;
			if (!(await isRoom())) throw new DOMException('no room', 'QuotaExceededError');
			return 'written';
		},
	};
}

async function notice(): Promise<DiskNotice | undefined> {
	const { promise, resolve } = Promise.withResolvers<DiskNotice | undefined>();
	const end = watchDiskNotice(resolve);
	return await promise.finally(end);
}

describe('withSpace', () => {
	it('touches nothing when there is room', async () => {
		const { write, tries } = tight(async () => true);
		expect(await withSpace(db, write)).toBe('written');
		expect([tries(), await db.media.count(), await db.events.count(), await notice()]).toEqual([
			1,
			1,
			300,
			undefined,
		]);
	});

	it('gives up pictures first, and leaves messages if that is enough', async () => {
		const { write, tries } = tight(async () => (await db.media.count()) === 0);
		expect(await withSpace(db, write)).toBe('written');
		expect([tries(), await db.events.count(), await notice()]).toEqual([2, 300, 'freed']);
		await dismissDiskNotice();
		expect(await notice()).toBeUndefined();
	});

	it('then gives up older messages', async () => {
		const { write, tries } = tight(async () => (await db.events.count()) < 300);
		expect(await withSpace(db, write)).toBe('written');
		expect([tries(), await db.media.count(), await db.events.count()]).toEqual([3, 0, 101]);
	});

	it('says that the disk is full when nothing helps, keeps what was written by the person, and says afterwards what was given up', async () => {
		const { write } = tight(async () => false);
		await expect(withSpace(db, write)).rejects.toMatchObject({ code: 'diskFull' });
		expect(await notice()).toBe('full');
		expect(await db.drafts.count()).toBe(1);
		await withSpace(db, async () => undefined);
		expect(await notice()).toBe('freed');
	});

	it('lets any other error through', async () => {
		const failing = withSpace(db, async () => Promise.reject(new TypeError('x')));
		await expect(failing).rejects.toBeInstanceOf(TypeError);
		expect(await db.media.count()).toBe(1);
	});
});
