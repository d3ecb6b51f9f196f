import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMatrixClient } from '../account/matrix-client.ts';
import { AccountDatabase, isEvent } from '../store/database.ts';
import type { EventBody, RawEvent } from '../store/event-rows.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { planRows, type TimelineContext } from './plan.ts';

const roomId = '!room:a';
let context: TimelineContext;
let cacheKey: CacheKey;
let count = 0;

beforeEach(async () => {
	cacheKey = await cacheKeyOf(newVaultKey());
	context = freshContext();
});

function freshContext(): TimelineContext {
	count += 1;
	return {
		db: new AccountDatabase(`@alice${count}:a`),
		cacheKey,
		client: createMatrixClient({ baseUrl: 'https://a', userId: '@alice:a', deviceId: 'D', accessToken: 't' }),
		judge: () => ({ notifies: false, highlights: false }),
		sketchRoom: async () => {},
		awaitKey: () => {},
		hashPage: async (page) => page,
	};
}

const event = (id: string, over: Partial<RawEvent> = {}): RawEvent => ({
	event_id: id,
	type: 'm.room.message',
	sender: '@bob:b',
	origin_server_ts: 1,
	content: { msgtype: 'm.text', body: `body of ${id}` },
	...over,
});

const reaction = (id: string, target: string): RawEvent =>
	event(id, {
		type: 'm.reaction',
		content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: target, key: '👍' } },
	});

const edit = (id: string, target: string, body: string): RawEvent =>
	event(id, {
		content: { 'm.new_content': { body }, 'm.relates_to': { rel_type: 'm.replace', event_id: target } },
	});

const redaction = (id: string, target: string): RawEvent =>
	event(id, { type: 'm.room.redaction', content: {}, redacts: target });

/** Takes events in one after the other, as many answers would bring them. */
async function take(
	into: TimelineContext,
	events: RawEvent[],
	orderOf: (id: string) => number,
): Promise<void> {
	for (const raw of events) {
		const plan = await planRows(into, roomId, [{ raw, order: orderOf(raw.event_id), isLive: true }]);
		await into.db.events.bulkPut(plan.events);
		await into.db.relations.bulkPut(plan.relations);
	}
}

async function shown(of: TimelineContext): Promise<Record<string, EventBody>> {
	const rows = (await of.db.events.toArray()).filter(isEvent);
	return Object.fromEntries(
		await Promise.all(
			rows.map(async (row) => [`${row.eventId} ${row.status}`, await unseal(cacheKey, row.sealed)]),
		),
	);
}

async function takeAll(...events: RawEvent[]): Promise<Record<string, EventBody>> {
	await take(context, events, (id) => events.findIndex(({ event_id }) => event_id === id));
	return await shown(context);
}

describe('planRows', () => {
	it('keeps a reaction that came before its message', async () => {
		const rows = await takeAll(reaction('$r', '$m'), event('$m'));
		expect(rows['$m readable']?.reactions).toMatchObject([{ eventId: '$r', key: '👍' }]);
		expect(Object.keys(rows)).toEqual(['$m readable']);
	});

	it('takes a reaction back when it is redacted, before or after', async () => {
		const after = await takeAll(event('$m'), reaction('$r', '$m'), redaction('$x', '$r'));
		expect(after['$m readable']?.reactions).toEqual([]);
		context = freshContext();
		const before = await takeAll(redaction('$x', '$r'), reaction('$r', '$m'), event('$m'));
		expect(before['$m readable']?.reactions).toEqual([]);
	});

	it('falls back to the earlier edit when the newest is redacted', async () => {
		const newer = { ...edit('$e2', '$m', 'two'), origin_server_ts: 9 };
		const rows = await takeAll(event('$m'), edit('$e1', '$m', 'one'), newer, redaction('$x', '$e2'));
		expect(rows['$m readable']?.edit?.content).toEqual({ body: 'one' });
	});

	it('removes redacted content, and the edits of it, from the disk', async () => {
		const rows = await takeAll(event('$m'), edit('$e', '$m', 'secret'), redaction('$x', '$m'));
		expect(rows).toEqual({ '$m redacted': { content: {}, reactions: [] } });
		const stored = await context.db.relations.get('$e');
		expect(stored && (await unseal(cacheKey, stored.sealed))).toEqual({ content: {} });
	});

	it('shows a message that the homeserver gives already redacted', async () => {
		const rows = await takeAll(event('$m', { content: {}, unsigned: { redacted_because: {} } }));
		expect(rows['$m redacted']).toBeDefined();
	});

	it('counts by the push rules what came live from others', async () => {
		context = { ...context, judge: () => ({ notifies: true, highlights: true }) };
		const plan = await planRows(context, roomId, [
			{ raw: event('$1'), order: 1, isLive: true },
			{ raw: event('$2', { sender: '@alice:a' }), order: 2, isLive: true },
			{ raw: event('$3'), order: 3, isLive: false },
		]);
		expect(plan.events.map(({ notifies }) => notifies)).toEqual([1, undefined, undefined]);
	});

	it('gives the same rows for any order and repetition of the same events', async () => {
		const history = [
			event('$m'),
			event('$n'),
			edit('$e1', '$m', 'one'),
			{ ...edit('$e2', '$m', 'two'), origin_server_ts: 5 },
			reaction('$r1', '$m'),
			reaction('$r2', '$n'),
			redaction('$x1', '$e2'),
			redaction('$x2', '$n'),
		];
		const orderOf = (id: string): number => history.findIndex(({ event_id }) => event_id === id);
		await take(context, history, orderOf);
		const expected = await shown(context);
		const shuffles = fc.tuple(
			fc.shuffledSubarray(history, { minLength: history.length }),
			fc.array(fc.constantFrom(...history), { maxLength: 4 }),
		);
		await fc.assert(
			fc.asyncProperty(shuffles, async ([shuffled, again]) => {
				const other = freshContext();
				await take(other, [...shuffled, ...again], orderOf);
				expect(await shown(other)).toEqual(expected);
			}),
			{ numRuns: 30 },
		);
	});
});
