import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { SimulatedDevice } from '../../tests/simulation/device.ts';
import { bob, idOf } from '../../tests/simulation/history.ts';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import { isEvent } from '../store/database.ts';
import type { Content, RawEvent } from '../store/event-rows.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { retryUnreadable } from './retry.ts';

const many = 620;
let device: SimulatedDevice;
/** Ids of the events that were tried. */
let tried: string[];

function sealed(index: number, session: string, content: Content = {}, relatesTo?: Content): RawEvent {
	const inside = { type: 'm.room.message', content: { msgtype: 'm.text', body: `${index}`, ...content } };
	return {
		event_id: idOf(index),
		type: 'm.room.encrypted',
		sender: bob,
		origin_server_ts: index,
		content: {
			session_id: session,
			ciphertext: JSON.stringify(inside),
			...(relatesTo && { 'm.relates_to': relatesTo }),
		},
	};
}

async function take(events: RawEvent[]): Promise<void> {
	const server = new SimulatedServer(events, { pageSizes: [], overlaps: [], hidesContext: false });
	server.length = events.length;
	device = new SimulatedDevice(server, await cacheKeyOf(newVaultKey()));
	await device.sync(events.length);
	tried = [];
	const { client } = device.context;
	const decrypt = client.decryptEventIfNeeded.bind(client);
	client.decryptEventIfNeeded = async (event) => {
		tried.push(event.getId() ?? '');
		await decrypt(event);
	};
}

async function readable(): Promise<string[]> {
	const rows = (await device.db.events.toArray()).filter(isEvent);
	return rows.filter(({ status }) => status === 'readable').map(({ eventId }) => eventId);
}

describe('a late key', () => {
	beforeEach(async () => {
		await take([
			...Array.from({ length: many }, (_, index) => sealed(index, 's1')),
			sealed(many, 's2'),
			sealed(
				many + 1,
				's1',
				{ 'm.new_content': { body: 'edited' } },
				{ rel_type: 'm.replace', event_id: idOf(3) },
			),
			sealed(
				many + 2,
				's2',
				{ 'm.new_content': { body: 'not yet' } },
				{ rel_type: 'm.replace', event_id: idOf(4) },
			),
		]);
	});

	it('reads every row that waited for it, the relations too, and tries no other', async () => {
		await device.key('s1');
		expect(await readable()).toHaveLength(many);
		expect(new Set(tried)).not.toContain(idOf(many));
		expect(tried).toHaveLength(many + 1);
		const { shown } = await device.snapshot();
		expect(shown[3]?.edit?.content.body).toBe('edited');
		expect(shown[4]?.edit).toBeUndefined();
	});

	it('counts a row once, before and after', async () => {
		const before = (await device.snapshot()).counts.unread;
		await device.key('s1');
		expect((await device.snapshot()).counts.unread).toBe(before);
	});

	it('has but the newest row of each session tried at a start where nothing has changed', async () => {
		await retryUnreadable(device.context, { since: 0 });
		expect(tried).toEqual([idOf(many - 1), idOf(many)]);
		expect(await readable()).toEqual([]);
	});

	it('has no session tried whose rows are all older than it is to look', async () => {
		await retryUnreadable(device.context, { since: Number.POSITIVE_INFINITY });
		expect(tried).toEqual([]);
	});
});
