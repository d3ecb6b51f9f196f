import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { SimulatedDevice } from '../../tests/simulation/device.ts';
import { bob, idOf, roomId } from '../../tests/simulation/history.ts';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import type { RawEvent } from '../store/event-rows.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { fillGap } from './fill-gap.ts';

const history = Array.from(
	{ length: 12 },
	(_, index): RawEvent => ({
		event_id: idOf(index),
		type: 'm.room.message',
		sender: bob,
		origin_server_ts: index,
		content: { msgtype: 'm.text', body: `${index}` },
	}),
);
let server: SimulatedServer;
let device: SimulatedDevice;

/** The device knows the first two events and the last two. */
beforeEach(async () => {
	server = new SimulatedServer(history, { pageSizes: [3], overlaps: [0], hidesContext: false });
	device = new SimulatedDevice(server, await cacheKeyOf(newVaultKey()));
	server.length = 2;
	await device.sync(10);
	await device.fill(0, 'above');
	server.length = history.length;
	await device.sync(2);
});

async function order(): Promise<string[]> {
	return (await device.snapshot()).order;
}

describe('fillGap', () => {
	it('fills from above, from below, and closes where the ends meet', async () => {
		await device.fill(0, 'above');
		expect(await order()).toEqual([0, 1, 7, 8, 9, 10, 11].map(idOf));
		await device.fill(0, 'below');
		expect(await order()).toEqual([0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map(idOf));
		await device.fill(0, 'below');
		await device.fill(0, 'below');
		expect(await order()).toEqual(history.map(({ event_id }) => event_id));
		expect(await device.gaps()).toEqual([]);
	});

	it.each(['above', 'below'] as const)(
		'ends when the tokens of a homeserver lead nowhere (%s)',
		async (from) => {
			const answers: Record<string, string>[] = [];
			server.answer = (_path, query = {}) => {
				answers.push(query as Record<string, string>);
				return { chunk: [], end: query.from === 'a' ? 'b' : 'a' };
			};
			const [gap] = await device.gaps();
			expect(await fillGap(device.context, roomId, gap?.order ?? 0, from)).toEqual({ hasMore: false });
			expect(answers.length).toBeLessThan(8);
		},
	);

	it('passes over empty pages that lead further, and asks again where there is no end of them', async () => {
		let page = 0;
		server.answer = () => {
			page += 1;
			return { chunk: [], end: `x${page}` };
		};
		const [gap] = await device.gaps();
		expect(await fillGap(device.context, roomId, gap?.order ?? 0, 'above')).toEqual({ hasMore: true });
		expect(await device.gaps()).toMatchObject([{ prevBatch: `x${page}` }]);
	});

	it('fills from above where the homeserver shows no event below', async () => {
		server = new SimulatedServer(history, { pageSizes: [3], overlaps: [0], hidesContext: true });
		const shown = server.answer.bind(server);
		server.length = history.length;
		device.context.client.http.authedRequest = (async (_method: string, path: string, query: object) =>
			shown(path, query, new Set())) as never;
		await device.fill(0, 'below');
		expect(await order()).toEqual([0, 1, 7, 8, 9, 10, 11].map(idOf));
	});

	it('puts what it fills below what came live meanwhile', async () => {
		const fill = device.fill(0, 'above');
		server.events.push({ ...(history[0] as RawEvent), event_id: '$live' });
		server.length += 1;
		await Promise.all([fill, device.sync(5)]);
		expect(await order()).toEqual([...[0, 1, 7, 8, 9, 10, 11].map(idOf), '$live']);
		server.events.pop();
	});

	it('joins two gaps with nothing in between', async () => {
		const last = (await device.db.rooms.get(roomId))?.lastOrder ?? 0;
		await device.db.events.put({ kind: 'gap', roomId, order: last + 100, prevBatch: 't12' });
		await device.db.events.put({ kind: 'gap', roomId, order: last + 200, prevBatch: 't12' });
		await fillGap(device.context, roomId, last + 200, 'above');
		expect((await device.gaps()).filter(({ order: at }) => at > last)).toEqual([]);
	});
});
