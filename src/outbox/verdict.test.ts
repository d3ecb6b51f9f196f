import { ConnectionError, HTTPError, MatrixError } from 'matrix-js-sdk';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { judgeTry, wasTurnedAway } from './verdict.ts';

const matrix = (errcode: string | undefined, status: number, headers?: Record<string, string>) =>
	new MatrixError(errcode ? { errcode } : {}, status, undefined, undefined, new Headers(headers));

describe('judgeTry', () => {
	it.each([
		[matrix('M_FORBIDDEN', 403), 'notAllowed'],
		[matrix('M_TOO_LARGE', 413), 'tooLarge'],
		[matrix('M_BAD_JSON', 400), 'unknown'],
		[new Failure('notAllowed'), 'notAllowed'],
	])('stops at %s', (error, code) => expect(judgeTry(error, 1)).toEqual({ kind: 'refused', code }));

	it.each([
		matrix('M_UNKNOWN_TOKEN', 401),
		matrix('M_UNKNOWN', 500),
		matrix(undefined, 404),
		new HTTPError('Bad gateway', 502),
		new HTTPError('a page of a hotel', 403),
		new ConnectionError('fetch failed'),
		new TypeError('Failed to fetch'),
		new SyntaxError('half a JSON'),
		new Error('of our own making'),
		Object.assign(new Error('no room'), { name: 'QuotaExceededError' }),
	])('goes on after %s', (error) => expect(judgeTry(error, 1)).toEqual({ kind: 'later' }));

	it('waits as long as the homeserver asks, in whichever way it does', () => {
		expect(judgeTry(matrix('M_LIMIT_EXCEEDED', 429, { 'Retry-After': '7' }), 1)).toEqual({
			kind: 'later',
			retryAfterMs: 7_000,
		});
		const body = new MatrixError({ errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1_500 }, 429);
		expect(judgeTry(body, 1)).toEqual({ kind: 'later', retryAfterMs: 1_500 });
		expect(judgeTry(new HTTPError('slow down', 429, new Headers({ 'Retry-After': '3' })), 1)).toEqual({
			kind: 'later',
			retryAfterMs: 3_000,
		});
	});

	it('takes an unreadable time to wait for a short one', () => {
		const verdict = judgeTry(
			matrix('M_LIMIT_EXCEEDED', 429, { 'Retry-After': 'when the cows come home' }),
			1,
		);
		expect(verdict).toMatchObject({ kind: 'later', retryAfterMs: expect.any(Number) });
	});

	it('says so in the end when it is our own error each time', () => {
		expect(judgeTry(new Error('again'), 8)).toEqual({ kind: 'refused', code: 'unknown' });
	});
});

describe('wasTurnedAway', () => {
	it.each([
		[matrix('M_FORBIDDEN', 403), true],
		[matrix('M_LIMIT_EXCEEDED', 429), true],
		[matrix('M_UNKNOWN', 500), false],
		[new HTTPError('Bad gateway', 502), false],
		[new ConnectionError('fetch failed'), false],
		[new SyntaxError('half a JSON'), false],
	])('of %s says %s', (error, was) => expect(wasTurnedAway(error)).toBe(was));
});
