import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountDatabase } from '../store/database.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { authenticatedFetch } from './authenticated-fetch.ts';
import { isEnding, sealTokens, Tokens } from './tokens.ts';

describe('isEnding', () => {
	const now = 1_000_000;
	it('leaves a token alone that does not expire', () => expect(isEnding(undefined, now)).toBe(false));
	it.each([
		[300_000, 31_000, false],
		[300_000, 29_000, true],
		[3_000, 400, false],
		[3_000, 200, true],
		[3_000, -5_000, true],
	])('of a life of %d ms, with %d ms left, says %s', (lifetimeMs, leftMs, is) => {
		expect(isEnding({ time: now + leftMs, lifetimeMs }, now)).toBe(is);
	});
});

describe('a token that the homeserver no longer knows', () => {
	let db: AccountDatabase;
	let cacheKey: CacheKey;
	let count = 0;
	/** What the homeserver accepts, and what it says to a refresh. */
	let accepted: string;
	let answerRefresh: (refreshToken: string) => Response;
	const asked: string[] = [];

	const unknownToken = () => Response.json({ errcode: 'M_UNKNOWN_TOKEN' }, { status: 401 });

	beforeEach(async () => {
		count += 1;
		asked.length = 0;
		cacheKey = await cacheKeyOf(newVaultKey());
		db = new AccountDatabase(`@alice${count}:tokens`);
		await db.session.put({
			id: 'session',
			userId: '@alice:a',
			deviceId: 'D',
			baseUrl: 'https://a',
			identity: 'ready',
			...(await sealTokens(cacheKey, { access_token: 'old', refresh_token: 'r1', expires_in_ms: 300_000 })),
		});
		accepted = 'new';
		answerRefresh = () => Response.json({ access_token: 'new', refresh_token: 'r2', expires_in_ms: 300_000 });
		vi.stubGlobal('fetch', async (url: string, { headers, body }: RequestInit) => {
			const token = new Headers(headers).get('Authorization')?.replace('Bearer ', '');
			asked.push(token ?? 'refresh');
			if (url.endsWith('/refresh')) return answerRefresh(JSON.parse(String(body)).refresh_token);
			return token === accepted ? Response.json({}) : unknownToken();
		});
	});

	afterEach(() => {
		vi.unstubAllGlobals();
		db.close();
	});

	const request = async (via: typeof fetch): Promise<number> =>
		(await via('https://a/sync', { headers: { Authorization: 'Bearer anything' } })).status;
	const fresh = (): typeof fetch => authenticatedFetch(new Tokens(db, cacheKey, 'D'));
	const stored = async (): Promise<unknown[]> => {
		const session = await db.session.get('session');
		if (!session?.refreshToken) throw new Error('the session is gone');
		return [await unseal(cacheKey, session.accessToken), await unseal(cacheKey, session.refreshToken)];
	};

	it('is renewed, and the request made again', async () => {
		expect(await request(fresh())).toBe(200);
		expect(await stored()).toEqual(['new', 'r2']);
	});

	it('is renewed once for many requests, even of two backgrounds', async () => {
		const [one, other] = [fresh(), fresh()];
		expect(await Promise.all([one, one, other, other].map(request))).toEqual([200, 200, 200, 200]);
		expect(asked.filter((token) => token === 'refresh')).toHaveLength(1);
	});

	it('is replaced in the store before the new one is used', async () => {
		const order: unknown[] = [];
		const inner = fetch;
		vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
			if (new Headers(options.headers).get('Authorization') === 'Bearer new') order.push(...(await stored()));
			return inner(url, options);
		});
		await request(fresh());
		expect(order).toEqual(['new', 'r2']);
	});

	it('can be renewed by the same refresh token when an answer was lost', async () => {
		const given: string[] = [];
		answerRefresh = (refreshToken) => {
			given.push(refreshToken);
			if (given.length === 1) throw new TypeError('Failed to fetch');
			return Response.json({ access_token: 'new', refresh_token: 'r2' });
		};
		await expect(request(fresh())).rejects.toThrow(TypeError);
		expect(await request(fresh())).toBe(200);
		expect(given).toEqual(['r1', 'r1']);
	});

	it.each([
		['refused', 401, { errcode: 'M_UNKNOWN_TOKEN' }],
		['used up', 403, { errcode: 'M_FORBIDDEN' }],
	])('ends the session when its refresh token is %s', async (_, status, body) => {
		answerRefresh = () => Response.json(body, { status });
		expect(await request(fresh())).toBe(401);
	});

	it.each([
		['a proxy', 403, {}],
		['a rate limit', 429, { errcode: 'M_LIMIT_EXCEEDED' }],
		['a server that falls over', 500, { errcode: 'M_UNKNOWN' }],
	])('does not end the session for %s', async (_, status, body) => {
		answerRefresh = () => Response.json(body, { status });
		await expect(request(fresh())).rejects.toThrow('unreachable');
	});

	it('is not renewed for a device that has given way to another', async () => {
		await db.session.update('session', { deviceId: 'E' });
		await expect(request(fresh())).rejects.toThrow('signedOut');
		expect(asked).toEqual([]);
	});
});
