import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { SimulatedDevice } from '../../tests/simulation/device.ts';
import { alice, bob, roomId } from '../../tests/simulation/history.ts';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import type { Content, RawEvent } from '../store/event-rows.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';

const event = (event_id: string, over: Partial<RawEvent> = {}): RawEvent => ({
	event_id,
	type: 'm.room.message',
	sender: bob,
	origin_server_ts: 1,
	content: { msgtype: 'm.text', body: 'secret' },
	...over,
});
const redaction = (redacts: string): RawEvent =>
	event(`$redacts ${redacts}`, { type: 'm.room.redaction', content: {}, redacts });
const state = (event_id: string, type: string, state_key: string, content: Content): RawEvent =>
	event(event_id, { type, state_key, content });

/** A device that has the first `known` events, and then hears of the others. */
async function arrived(
	known: number,
	events: RawEvent[],
	between?: (device: SimulatedDevice) => Promise<unknown>,
) {
	const server = new SimulatedServer(events, { pageSizes: [], overlaps: [], hidesContext: false });
	const device = new SimulatedDevice(server, await cacheKeyOf(newVaultKey()));
	server.length = known;
	await device.sync(known);
	await between?.(device);
	server.length = events.length;
	await device.sync(events.length);
	return device;
}

describe('redacted content', () => {
	it('leaves the preview, the thread and the count', async () => {
		const thread = { 'm.relates_to': { rel_type: 'm.thread', event_id: '$a' } };
		const device = await arrived(2, [
			event('$a'),
			event('$b', { content: { body: 'secret', ...thread } }),
			redaction('$b'),
		]);
		const { preview, counts } = await device.snapshot();
		expect(preview).toMatchObject({ kind: 'redacted', text: '' });
		expect(counts).toEqual({ unread: 1, highlights: 0 });
		expect(await device.db.events.where('[roomId+threadId]').equals([roomId, '$a']).count()).toBe(0);
	});

	it('leaves the outbox, where the event itself was never seen', async () => {
		const device = await arrived(1, [event('$a'), redaction('$own')], ({ db }) =>
			db.outbox.add({
				roomId,
				transactionId: 't',
				type: 'm.room.message',
				sealed: new Uint8Array(),
				time: 1,
				state: 'sent',
				attempt: 1,
				nextTry: 0,
				eventId: '$own',
			}),
		);
		expect(await device.db.outbox.count()).toBe(0);
	});

	it('takes its files with it, those of its edits and previews too', async () => {
		const keep = ['mxc://a/other'];
		const go = ['mxc://a/file', 'mxc://a/preview', 'mxc://a/edited'];
		const file = { url: go[0], info: { thumbnail_file: 7 } };
		const previews = [{ 'beeper:image:encryption': { url: go[1] } }];
		const edit = {
			'm.new_content': { body: 'secret', 'com.beeper.linkpreviews': [{ 'og:image': go[2] }] },
			'm.relates_to': { rel_type: 'm.replace', event_id: '$a' },
		};
		const events = [
			event('$a', { content: { body: 'secret', file, 'com.beeper.linkpreviews': previews } }),
			event('$e', { content: edit }),
			event('$b', { content: { body: 'secret', url: keep[0] } }),
		];
		const device = await arrived(3, [...events, redaction('$a')], ({ db }) =>
			db.media.bulkPut([...go, ...keep].map((url) => ({ url: `file:${url}`, state: 'here', time: 1 }))),
		);
		expect(await device.db.media.toCollection().primaryKeys()).toEqual([`file:${keep[0]}`]);
	});

	it('leaves the state, of which the room keeps what it needs', async () => {
		const device = await arrived(3, [
			state('$n', 'm.room.name', '', { name: 'secret' }),
			state('$t', 'm.room.topic', '', { topic: 'secret' }),
			state('$m', 'm.room.member', alice, { membership: 'join', displayname: 'secret' }),
			redaction('$n'),
			redaction('$t'),
			redaction('$m'),
		]);
		const rows = await device.db.state.toArray();
		expect(rows.map(({ content }) => content)).toEqual([{ membership: 'join' }, {}, {}]);
		expect(JSON.stringify(await device.db.rooms.get(roomId))).not.toContain('secret');
	});
});

describe('hostile relations', () => {
	const relates = (rel_type: string, event_id: string): Content => ({
		body: 'forged',
		'm.new_content': { body: 'forged' },
		'm.relates_to': { rel_type, event_id, key: 'x' },
	});

	it.each([
		[
			'an edit of another one’s message',
			[event('$e', { sender: '@eve:e', content: relates('m.replace', '$a') })],
		],
		[
			'an edit of an edit',
			[
				event('$e', { content: relates('m.replace', '$f') }),
				event('$f', { content: relates('m.replace', '$g') }),
			],
		],
		[
			'edits of each other',
			[
				event('$e', { content: relates('m.replace', '$f') }),
				event('$f', { content: relates('m.replace', '$e') }),
			],
		],
		[
			'a reaction to a reaction',
			[
				event('$e', { type: 'm.reaction', content: relates('m.annotation', '$f') }),
				event('$f', { type: 'm.reaction', content: relates('m.annotation', '$elsewhere') }),
			],
		],
		['a redaction of a redaction', [redaction('$redacts $redacts $x'), redaction('$x')]],
		[
			'threads in each other',
			[
				event('$e', { content: relates('m.thread', '$f') }),
				event('$f', { content: relates('m.thread', '$e') }),
			],
		],
	])('change nothing of a message: %s', async (_name, events) => {
		const device = await arrived(1, [event('$a'), ...events]);
		const { shown, order } = await device.snapshot();
		expect(shown.find(({ eventId }) => eventId === '$a')).toMatchObject({
			content: { body: 'secret' },
			edit: undefined,
			reactions: [],
			status: 'readable',
		});
		expect(order).toHaveLength(events.length + 1);
	});
});
