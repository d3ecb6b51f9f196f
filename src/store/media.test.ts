import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { AccountDatabase } from './database.ts';
import { capMedia, freeMedia } from './media.ts';

let db: AccountDatabase;
let count = 0;

beforeEach(async () => {
	count += 1;
	db = new AccountDatabase(`@media${count}:a`);
	await db.media.bulkPut(
		[1, 2, 3, 4, 5].map((time) => ({
			url: `mxc://a/${time}`,
			state: 'here' as const,
			blob: new Blob(['x'.repeat(10)]),
			bytes: 10,
			time,
		})),
	);
	await db.media.put({ url: 'mxc://a/wanted', state: 'wanted', time: 0 });
});

async function left(): Promise<string[]> {
	return (await db.media.toCollection().primaryKeys()).map((url) => url.slice('mxc://a/'.length)).sort();
}

it('keeps all while there is room', async () => {
	expect(await capMedia(db, 50)).toBe(false);
	expect(await left()).toEqual(['1', '2', '3', '4', '5', 'wanted']);
});

it('lets those go that were used longest ago', async () => {
	await db.media.update('mxc://a/1', { time: 9 });
	expect(await capMedia(db, 25)).toBe(true);
	expect(await left()).toEqual(['1', '5', 'wanted']);
});

it('frees as much as was asked for, then all, then says that there is none', async () => {
	expect(await freeMedia(db, 15)).toBe(true);
	expect(await left()).toEqual(['3', '4', '5', 'wanted']);
	expect(await freeMedia(db, 1000)).toBe(true);
	expect(await left()).toEqual(['wanted']);
	expect(await freeMedia(db, 1)).toBe(false);
});
