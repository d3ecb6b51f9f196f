import { Failure } from '../failure.ts';

/** What a person typed to say where their account is. */
export interface AccountAddress {
	/** Host and port where discovery starts, and the part after the colon in user ids. */
	serverName: string;
	/** Set when the address was typed with its scheme. */
	origin?: string;
	/** Set when a whole user id was typed. */
	userId?: string;
}

/**
 * Reads a user id (`@alice:example.org`), a server name (`example.org`) or an address (`https://example.org`).
 * @throws Failure `badAddress`, or `insecure` for plain http beyond this machine.
 */
export function parseAccountAddress(typed: string): AccountAddress {
	const text = typed.trim();
	if (text.startsWith('@')) {
		const colon = text.indexOf(':');
		if (colon < 2) throw new Failure('badAddress');
		const serverName = text.slice(colon + 1).toLowerCase();
		return { serverName: hostOf(serverName), userId: `${text.slice(0, colon)}:${serverName}` };
	}
	const scheme = /^(https?):\/\/(.*)$/i.exec(text);
	if (!scheme) return { serverName: hostOf(text.replace(/\/+$/, '')) };
	const url = parseUrl(text);
	if (!isAllowedBase(url)) throw new Failure('insecure');
	return { serverName: url.host, origin: url.origin };
}

/** Whether requests, and with them the password, may go to this address: https, or http to this machine. */
export function isAllowedBase(url: URL): boolean {
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Whether a host name means this machine; the names that the content security policy lets through. */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '127.0.0.1';
}

function hostOf(serverName: string): string {
	const url = parseUrl(`https://${serverName}`);
	const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username;
	if (!isBare || /[\s@/]/.test(serverName)) throw new Failure('badAddress');
	return url.host;
}

function parseUrl(text: string): URL {
	if (!URL.canParse(text)) throw new Failure('badAddress');
	return new URL(text);
}
