import 'fake-indexeddb/auto';
import { ConnectionError, type MatrixClient, MatrixError } from 'matrix-js-sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMatrixClient } from '../account/matrix-client.ts';
import { AccountDatabase } from '../store/database.ts';
import type { MarkerRow } from '../store/room-rows.ts';
import { tellMarkers } from './tell-markers.ts';

const now = 1_000_000;
const roomId = '!a:x';
let count = 0;
let db: AccountDatabase;
let client: MatrixClient;
/** What was asked of the homeserver. */
let told: { path: string; body: unknown }[];
/** What it does with each request. */
let answer: () => Promise<void> | void;

beforeEach(async () => {
	count += 1;
	db = new AccountDatabase(`@alice${count}:x`);
	client = createMatrixClient({ baseUrl: 'https://x', userId: '@alice:x', deviceId: 'D', accessToken: 't' });
	told = [];
	answer = () => {};
	client.http.authedRequest = (async (_method: string, path: string, _query: unknown, body: unknown) => {
		told.push({ path, body });
		await answer();
		return {};
	}) as never;
	await put({ eventId: '$1' });
});

async function put(marker: Partial<MarkerRow>): Promise<void> {
	await db.markers.put({ roomId, type: 'm.read', attempt: 0, nextTry: 0, ...marker });
}

async function nextTry(): Promise<number | undefined> {
	return (await db.markers.get(['!a:x', 'm.read']))?.nextTry;
}

describe('tellMarkers', () => {
	it('tells both markers at once, and the mark, and forgets what was told', async () => {
		await put({ type: 'm.marked_unread', isUnread: true });
		await tellMarkers(db, client, now);
		expect(told).toEqual([
			{
				path: '/user/%40alice%3Ax/rooms/!a%3Ax/account_data/m.marked_unread',
				body: { unread: true },
			},
			{ path: '/rooms/!a%3Ax/read_markers', body: { 'm.fully_read': '$1', 'm.read': '$1' } },
		]);
		expect(await db.markers.count()).toBe(0);
	});

	it('keeps what could not be told, for later and later', async () => {
		answer = () => {
			throw new ConnectionError('gone');
		};
		await tellMarkers(db, client, now);
		const next = await nextTry();
		expect(next).toBeGreaterThan(now);
		await tellMarkers(db, client, now);
		expect(await nextTry()).toBe(next);
		expect(told).toHaveLength(1);
		await tellMarkers(db, client, next ?? 0);
		expect(await db.markers.toArray()).toMatchObject([{ attempt: 2 }]);
	});

	it('waits as long as the homeserver asks', async () => {
		answer = () => {
			throw new MatrixError({ errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 90_000 }, 429);
		};
		await tellMarkers(db, client, now);
		expect(await nextTry()).toBe(now + 90_000);
	});

	it.each([
		[403, 'M_FORBIDDEN', 0],
		[404, 'M_NOT_FOUND', 0],
		[400, 'M_INVALID_PARAM', 0],
		[401, 'M_UNKNOWN_TOKEN', 1],
		[502, 'M_UNKNOWN', 1],
	])('after %i %s keeps %i', async (status, errcode, left) => {
		answer = () => {
			throw new MatrixError({ errcode }, status);
		};
		await tellMarkers(db, client, now);
		expect(await db.markers.count()).toBe(left);
	});

	it('keeps a newer marker that came while the older one was on its way', async () => {
		answer = () => put({ eventId: '$2' });
		await tellMarkers(db, client, now);
		expect(await db.markers.toArray()).toMatchObject([{ eventId: '$2', attempt: 0 }]);
	});

	it('does not let the failure of an older marker delay a newer one', async () => {
		answer = async () => {
			await put({ eventId: '$2' });
			throw new ConnectionError('gone');
		};
		await tellMarkers(db, client, now);
		expect(await nextTry()).toBe(0);
	});

	it('does not wait for a time that a clock put back has left too far ahead', async () => {
		await put({ eventId: '$1', nextTry: now + 24 * 60 * 60_000 });
		await tellMarkers(db, client, now);
		expect(await db.markers.count()).toBe(0);
	});
});
