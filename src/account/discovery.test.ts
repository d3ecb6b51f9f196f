import { describe, expect, it } from 'vitest';
import { discover, type Fetch, readWellKnown } from './discovery.ts';

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
const server = {
	'/_matrix/client/versions': () => json({ versions: ['r0.6.1', 'v1.11'] }),
	'/_matrix/client/v3/login': () => json({ flows: [{ type: 'm.login.password' }] }),
};

/** A net in which each address answers as given, and every other one does not exist. */
function net(origins: Record<string, Record<string, () => Response>>): Fetch {
	return async (address) => {
		const { origin, pathname } = new URL(address);
		const routes = origins[origin];
		if (!routes) throw new TypeError('Failed to fetch');
		return routes[pathname]?.() ?? new Response('not found', { status: 404 });
	};
}

describe('discover', () => {
	it('follows .well-known', async () => {
		const fetch = net({
			'https://example.org': {
				'/.well-known/matrix/client': () => json({ 'm.homeserver': { base_url: 'https://hs.example.org/' } }),
			},
			'https://hs.example.org': server,
		});
		expect(await discover('@alice:example.org', fetch)).toEqual({
			baseUrl: 'https://hs.example.org',
			serverName: 'example.org',
			userId: '@alice:example.org',
		});
	});

	it('takes the host itself where there is no .well-known', async () => {
		const found = await discover('example.org', net({ 'https://example.org': server }));
		expect(found.baseUrl).toBe('https://example.org');
	});

	it('takes plain http on this machine', async () => {
		const found = await discover('localhost:8008', net({ 'http://localhost:8008': server }));
		expect(found.baseUrl).toBe('http://localhost:8008');
	});

	it.each<[string, string, Record<string, Record<string, () => Response>>]>([
		['noSuchHost', 'nothing answers', {}],
		['notMatrix', 'it is another web site', { 'https://example.org': {} }],
		[
			'unreachable',
			'its software is down',
			{ 'https://example.org': { '/_matrix/client/versions': () => new Response('', { status: 502 }) } },
		],
		[
			'notMatrix',
			'it answers everything with a page',
			{ 'https://example.org': { '/_matrix/client/versions': () => new Response('<html>') } },
		],
		[
			'wellKnownMalformed',
			'.well-known is not JSON',
			{ 'https://example.org': { '/.well-known/matrix/client': () => new Response('<html>') } },
		],
		[
			'wellKnownMalformed',
			'.well-known names no homeserver',
			{ 'https://example.org': { '/.well-known/matrix/client': () => json({}) } },
		],
		[
			'unreachable',
			'.well-known names a server that does not answer',
			{
				'https://example.org': {
					'/.well-known/matrix/client': () => json({ 'm.homeserver': { base_url: 'https://gone.example' } }),
				},
			},
		],
		[
			'serverTooOld',
			'the server speaks only old versions',
			{
				'https://example.org': {
					...server,
					'/_matrix/client/versions': () => json({ versions: ['r0.5.0'] }),
				},
			},
		],
		[
			'noPasswordLogin',
			'the server takes no passwords',
			{
				'https://example.org': {
					...server,
					'/_matrix/client/v3/login': () => json({ flows: [{ type: 'm.login.sso' }] }),
				},
			},
		],
	])('says %s when %s', async (code, _why, origins) => {
		await expect(discover('example.org', net(origins))).rejects.toMatchObject({ code });
	});

	it('says notMatrix of a web site that keeps its answers to itself', async () => {
		const fetch: Fetch = async (_url, init) => {
			if (init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
			return new Response();
		};
		await expect(discover('example.org', fetch)).rejects.toMatchObject({ code: 'notMatrix' });
	});

	it('keeps what a server of this machine said over https', async () => {
		const old = { '/_matrix/client/versions': () => json({ versions: ['r0.5.0'] }) };
		const fetch = net({ 'https://localhost': old, 'http://localhost': server });
		await expect(discover('localhost', fetch)).rejects.toMatchObject({ code: 'serverTooOld' });
	});
});

describe('readWellKnown', () => {
	it('drops trailing slashes and keeps a path', () => {
		expect(readWellKnown({ 'm.homeserver': { base_url: 'https://example.org/matrix//' } })).toBe(
			'https://example.org/matrix',
		);
	});

	it.each([null, [], 'text', { 'm.homeserver': null }, { 'm.homeserver': { base_url: 7 } }])(
		'refuses %j',
		(document) => {
			expect(() => readWellKnown(document)).toThrow('wellKnownMalformed');
		},
	);

	it.each(['example.org', 'javascript:alert(1)', ''])('refuses the base %j', (base_url) => {
		expect(() => readWellKnown({ 'm.homeserver': { base_url } })).toThrow('wellKnownMalformed');
	});

	it('refuses plain http beyond this machine', () => {
		expect(() => readWellKnown({ 'm.homeserver': { base_url: 'http://example.org' } })).toThrow('insecure');
	});
});
