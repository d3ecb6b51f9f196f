import { describe, expect, it } from 'vitest';
import { isAllowedBase, parseAccountAddress } from './address.ts';

describe('parseAccountAddress', () => {
	it('reads a user id', () => {
		expect(parseAccountAddress(' @alice:Example.org ')).toEqual({
			serverName: 'example.org',
			userId: '@alice:example.org',
		});
	});

	it('keeps a port and an odd localpart', () => {
		expect(parseAccountAddress('@a.b=c/d:localhost:8448')).toEqual({
			serverName: 'localhost:8448',
			userId: '@a.b=c/d:localhost:8448',
		});
	});

	it('reads a server name, with or without a trailing slash', () => {
		expect(parseAccountAddress('matrix.org/')).toEqual({ serverName: 'matrix.org' });
	});

	it('reads an international name as the browser would ask for it', () => {
		expect(parseAccountAddress('bücher.example').serverName).toBe('xn--bcher-kva.example');
	});

	it('keeps the scheme that was typed', () => {
		expect(parseAccountAddress('http://localhost:8008')).toEqual({
			serverName: 'localhost:8008',
			origin: 'http://localhost:8008',
		});
	});

	it.each(['', '@', '@alice', '@:example.org', 'two words', 'example.org/path', 'a@b.c', 'https://'])(
		'refuses %j',
		(text) => {
			expect(() => parseAccountAddress(text)).toThrow('badAddress');
		},
	);

	it.each(['http://example.org', 'http://10.0.0.1:8008', 'http://localhost.example.org'])(
		'refuses plain http to %s',
		(text) => {
			expect(() => parseAccountAddress(text)).toThrow('insecure');
		},
	);
});

describe('isAllowedBase', () => {
	it.each(['https://example.org', 'http://127.0.0.1:8008', 'http://localhost'])('allows %s', (url) => {
		expect(isAllowedBase(new URL(url))).toBe(true);
	});

	it.each(['ftp://example.org', 'http://127.example.org', 'http://127.0.0.2', 'http://a.localhost'])(
		'refuses %s',
		(url) => {
			expect(isAllowedBase(new URL(url))).toBe(false);
		},
	);
});
