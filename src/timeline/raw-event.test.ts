import { describe, expect, it } from 'vitest';
import { readEvents } from './raw-event.ts';

const event = {
	event_id: '$a',
	type: 'm.room.message',
	sender: '@bob:b',
	origin_server_ts: 1,
	content: {},
};

describe('readEvents', () => {
	it('keeps what else the homeserver says', () => {
		expect(readEvents([{ ...event, unsigned: { age: 1 }, extra: true }])).toEqual([
			{ ...event, unsigned: { age: 1 }, extra: true },
		]);
	});

	it.each([
		null,
		'text',
		{},
		{ ...event, event_id: '' },
		{ ...event, sender: 'bob' },
		{ ...event, type: 7 },
		{ ...event, origin_server_ts: '1' },
		{ ...event, content: 'text' },
		{ ...event, state_key: null },
	])('drops the malformed %j and keeps the rest', (malformed) => {
		expect(readEvents([malformed, event])).toEqual([event]);
	});

	it('brings impossible times into the range of dates', () => {
		const times = [-5, 1.5, 1e300].map((origin_server_ts) => readEvents([{ ...event, origin_server_ts }])[0]);
		expect(times.map((read) => read?.origin_server_ts)).toEqual([0, 1, 253_402_300_800_000]);
	});

	it('drops what is nested so deeply that it could not be kept', () => {
		const nested = (depth: number) => ({
			...event,
			content: JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`),
		});
		expect(readEvents([nested(50), nested(20_000), event])).toEqual([nested(50), event]);
	});

	it('gives nothing for what is no list', () => {
		expect(readEvents({ 0: event })).toEqual([]);
		expect(readEvents(undefined)).toEqual([]);
	});
});
