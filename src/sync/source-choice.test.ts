import { MatrixError } from 'matrix-js-sdk';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PositionRow, SyncKind } from '../store/account-rows.ts';
import type { ChangeSet, SyncSource } from './change-set.ts';
import { SourceChoice } from './source-choice.ts';

const dayMs = 86_400_000;
const { signal } = new AbortController();

let asked: PositionRow[];
let isOffered: boolean | Error;
/** What sliding sync fails with. */
let failure: unknown;
let now: number;
let choice: SourceChoice;

function source(kind: SyncKind): SyncSource {
	return {
		kind,
		async next(position): Promise<ChangeSet> {
			asked.push(position);
			if (kind === 'sliding' && failure !== undefined) throw failure;
			return { position, crypto: { toDeviceEvents: [] }, accountData: [], rooms: [] };
		},
	};
}

beforeEach(() => {
	vi.spyOn(console, 'warn').mockReturnValue();
	asked = [];
	isOffered = true;
	failure = undefined;
	now = 100 * dayMs;
	choice = new SourceChoice(
		{ classic: source('classic'), sliding: source('sliding') },
		async () => {
			if (isOffered instanceof Error) throw isOffered;
			return isOffered;
		},
		() => now,
	);
});

const next = async (position?: PositionRow) => (await choice.next(position, 0, signal)).position;
const error = (status: number) => new MatrixError({}, status);

describe('the kind of sync', () => {
	it('is what the homeserver offers, and stays', async () => {
		expect(await next()).toMatchObject({ source: 'sliding' });
		isOffered = false;
		expect(await next()).toMatchObject({ source: 'classic' });
		const position: PositionRow = { id: 'sync', source: 'sliding', since: 'p' };
		expect(await next(position)).toEqual(position);
	});

	it('becomes classic, from the beginning, when sliding sync is withdrawn', async () => {
		failure = error(404);
		isOffered = false;
		const position: PositionRow = { id: 'sync', source: 'sliding', since: 'p', toDeviceSince: '7' };
		const after = await next({ ...position, isComplete: true, windowSize: 20 });
		expect(after).toEqual({ id: 'sync', source: 'classic', isComplete: true, askedTime: now });
	});

	it('stays while the whole homeserver is out of order', async () => {
		failure = error(404);
		isOffered = error(502);
		await expect(next({ id: 'sync', source: 'sliding' })).rejects.toBe(failure);
		failure = error(503);
		for (let tries = 0; tries < 5; tries += 1) {
			await expect(next({ id: 'sync', source: 'sliding' })).rejects.toBe(failure);
		}
	});

	it.each([error(500), new SyntaxError('half'), new TypeError('no pos')])(
		'becomes classic when sliding sync fails again and again by %s, for a day',
		async (fault) => {
			failure = fault;
			const position: PositionRow = { id: 'sync', source: 'sliding', since: 'p' };
			await expect(next(position)).rejects.toBe(fault);
			await expect(next(position)).rejects.toBe(fault);
			const after = await next(position);
			expect(after).toMatchObject({ source: 'classic', refusedTime: now });
			expect(await next({ ...after, since: 's' })).toMatchObject({ source: 'classic' });
			now += dayMs;
			failure = undefined;
			expect(await next({ ...after, since: 's' })).toMatchObject({ source: 'sliding' });
		},
	);

	it.each([error(429), new DOMException('late', 'TimeoutError')])('stays after %s', async (fault) => {
		failure = fault;
		for (let tries = 0; tries < 5; tries += 1) {
			await expect(next({ id: 'sync', source: 'sliding' })).rejects.toBe(fault);
		}
	});

	it('becomes sliding again once that is offered, but not in the middle of a first sight', async () => {
		const position: PositionRow = { id: 'sync', source: 'classic', since: 's', isComplete: true };
		expect(await next({ ...position, awaited: ['!a:a'] })).toMatchObject({ source: 'classic' });
		expect(await next({ ...position, askedTime: now })).toMatchObject({ source: 'classic' });
		isOffered = error(500);
		expect(await next({ ...position, askedTime: now - dayMs })).toMatchObject({ source: 'classic' });
		isOffered = true;
		const after = await next({ ...position, askedTime: now - dayMs });
		expect(after).toEqual({ id: 'sync', source: 'sliding', isComplete: true, askedTime: now });
	});
});
