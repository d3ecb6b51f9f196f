import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { SimulatedDevice } from '../../tests/simulation/device.ts';
import { bob, roomId } from '../../tests/simulation/history.ts';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import { isEvent } from '../store/database.ts';
import type { Content, RawEvent } from '../store/event-rows.ts';
import { seal } from '../store/seal.ts';
import { trimTimelines } from '../store/trim-timelines.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { linkOldRows } from './link-old-rows.ts';

const message = (event_id: string, content: Content, over: Partial<RawEvent> = {}): RawEvent => ({
	event_id,
	type: 'm.room.message',
	sender: bob,
	origin_server_ts: 1,
	content: { msgtype: 'm.text', ...content },
	...over,
});
const link = (event_id: string, path = 'x'): RawEvent =>
	message(event_id, { body: `https://a.example/${path}` });
const edit = (event_id: string, target: string, body: string): RawEvent =>
	message(event_id, {
		body,
		'm.new_content': { msgtype: 'm.text', body },
		'm.relates_to': { rel_type: 'm.replace', event_id: target },
	});
const encrypted = (event_id: string, body: string): RawEvent =>
	message(
		event_id,
		{
			algorithm: 'm.megolm.v1.aes-sha2',
			session_id: 's1',
			ciphertext: JSON.stringify({ type: 'm.room.message', content: { msgtype: 'm.text', body } }),
		},
		{ type: 'm.room.encrypted' },
	);
const redaction = (redacts: string): RawEvent =>
	message(`$redacts ${redacts}`, {}, { type: 'm.room.redaction', redacts });

/** A device that has heard of the events, a few at a time. */
async function heard(...steps: RawEvent[][]): Promise<SimulatedDevice> {
	const events = steps.flat();
	const server = new SimulatedServer(events, { pageSizes: [], overlaps: [], hidesContext: false });
	const device = new SimulatedDevice(server, await cacheKeyOf(newVaultKey()));
	server.length = 0;
	for (const step of steps) {
		server.length += step.length;
		await device.sync(server.length);
	}
	return device;
}

async function found({ db }: SimulatedDevice, page: string): Promise<string[]> {
	const rows = await db.events.where('pages').equals(page).toArray();
	return rows.filter(isEvent).map(({ eventId }) => eventId);
}

describe('the pages that messages link to', () => {
	it('find their messages, and no others', async () => {
		const device = await heard([link('$a'), link('$b', 'y'), message('$c', { body: 'no link' }), link('$d')]);
		expect(await found(device, 'a.example/x')).toEqual(['$a', '$d']);
		expect(await found(device, 'a.example/y')).toEqual(['$b']);
		expect(await device.db.events.where('pages').notEqual('').count()).toBe(3);
	});

	it('follow edits, whichever comes first', async () => {
		const change = edit('$e', '$a', 'https://a.example/z');
		for (const device of [await heard([link('$a')], [change]), await heard([change], [link('$a')])]) {
			expect(await found(device, 'a.example/x')).toEqual([]);
			expect(await found(device, 'a.example/z')).toEqual(['$a']);
		}
	});

	it('are those of before once an edit is deleted', async () => {
		const device = await heard([link('$a'), edit('$e', '$a', 'gone')], [redaction('$e')]);
		expect(await found(device, 'a.example/x')).toEqual(['$a']);
	});

	it('go with a message that is deleted', async () => {
		const device = await heard([link('$a')], [redaction('$a')]);
		expect(await found(device, 'a.example/x')).toEqual([]);
	});

	it('are known as soon as a message can be read', async () => {
		const device = await heard([encrypted('$a', 'https://a.example/x')]);
		expect(await found(device, 'a.example/x')).toEqual([]);
		await device.key('s1');
		expect(await found(device, 'a.example/x')).toEqual(['$a']);
	});

	// What is unread stays.
	it('go with rows that are given up', async () => {
		const events = Array.from({ length: 40 }, (_, index) => link(`$${index}`, 'quiet'));
		const device = await heard(events);
		await trimTimelines(device.db, 10);
		expect(await found(device, 'a.example/quiet')).toHaveLength(10);
	});
});

describe('linkOldRows', () => {
	it('finds the links of rows that were stored without', async () => {
		const device = await heard([link('$a'), message('$b', { body: 'none' })]);
		const { db, context } = device;
		await db.events.toCollection().modify((row) => {
			if (isEvent(row)) delete row.pages;
		});
		await linkOldRows(context, () => false);
		expect(await found(device, 'a.example/x')).toEqual([]);
		await db.unlinked.put({ roomId });
		await linkOldRows(context, () => false);
		expect(await found(device, 'a.example/x')).toEqual(['$a']);
		expect(await db.unlinked.count()).toBe(0);
	});

	it('passes over a row that does not open', async () => {
		const device = await heard([link('$a'), link('$b')]);
		const { db, context } = device;
		const other = await cacheKeyOf(newVaultKey());
		const damaged = await seal(other, { content: {}, reactions: [] });
		await db.events.toCollection().modify((row) => {
			if (!isEvent(row)) return;
			delete row.pages;
			if (row.eventId === '$b') row.sealed = damaged;
		});
		await db.unlinked.put({ roomId });
		await linkOldRows(context, () => false);
		expect(await found(device, 'a.example/x')).toEqual(['$a']);
	});
});
