import * as v from 'valibot';
import { Failure } from '../failure.ts';
import { isAllowedBase, isLoopback, parseAccountAddress } from './address.ts';

/** A homeserver that was found, answered, and can be signed in to with a password. */
export interface Homeserver {
	/** Client-server API base, without a trailing slash. */
	baseUrl: string;
	serverName: string;
	userId?: string;
}

/** `fetch`, so that a test can stand in for the net. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** What one request for JSON came to. */
type Answer =
	| { kind: 'json'; value: unknown }
	| { kind: 'missing' }
	| { kind: 'malformed' }
	| { kind: 'failing' }
	| { kind: 'silent' };

const timeoutMs = 15_000;

/** Any of these makes a server new enough: all that Messa asks for is in v1.1. */
const supportedVersion = /^v1\.\d+$/;

const wellKnown = v.object({ 'm.homeserver': v.object({ base_url: v.string() }) });
const versions = v.object({ versions: v.array(v.string()) });
const loginFlows = v.object({ flows: v.array(v.object({ type: v.string() })) });

/**
 * Finds the homeserver behind a user id, a server name or an address.
 * Client-server API §Server discovery (`.well-known`), then `/versions` and `/login`.
 * @throws Failure with the code of the way in which it failed.
 */
export async function discover(typed: string, fetch: Fetch): Promise<Homeserver> {
	const { serverName, origin, userId } = parseAccountAddress(typed);
	const baseUrl = origin
		? ((await baseFromWellKnown(origin, fetch)) ?? (await checkVersions(origin, fetch)))
		: await discoverByName(serverName, fetch);
	await checkLogin(baseUrl, fetch);
	return { baseUrl, serverName, ...(userId && { userId }) };
}

async function discoverByName(serverName: string, fetch: Fetch): Promise<string> {
	const secure = `https://${serverName}`;
	const fromWellKnown = await baseFromWellKnown(secure, fetch);
	if (fromWellKnown) return fromWellKnown;
	try {
		return await checkVersions(secure, fetch, 'noSuchHost');
	} catch (error) {
		const mayBeInClear = isLoopback(new URL(secure).hostname);
		if (!mayBeInClear || !(error instanceof Failure) || error.code !== 'noSuchHost') throw error;
		return await checkVersions(`http://${serverName}`, fetch, 'noSuchHost');
	}
}

/** Gives the checked base that `.well-known` names; undefined where there is none to go by. */
async function baseFromWellKnown(origin: string, fetch: Fetch): Promise<string | undefined> {
	const answer = await askJson(`${origin}/.well-known/matrix/client`, fetch);
	if (answer.kind === 'missing' || answer.kind === 'failing' || answer.kind === 'silent') return undefined;
	if (answer.kind === 'malformed') throw new Failure('wellKnownMalformed');
	return await checkVersions(readWellKnown(answer.value), fetch);
}

/**
 * Reads the homeserver's base from a `.well-known/matrix/client` document.
 * @throws Failure `wellKnownMalformed`, or `insecure` when it names plain http beyond this machine.
 */
export function readWellKnown(document: unknown): string {
	const read = v.safeParse(wellKnown, document);
	if (!read.success) throw new Failure('wellKnownMalformed');
	const address = read.output['m.homeserver'].base_url;
	if (!URL.canParse(address)) throw new Failure('wellKnownMalformed');
	const url = new URL(address);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Failure('wellKnownMalformed');
	if (!isAllowedBase(url)) throw new Failure('insecure');
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

async function checkVersions(
	baseUrl: string,
	fetch: Fetch,
	whenSilent: 'unreachable' | 'noSuchHost' = 'unreachable',
): Promise<string> {
	const answer = await askJson(`${baseUrl}/_matrix/client/versions`, fetch);
	if (answer.kind === 'failing') throw new Failure('unreachable');
	if (answer.kind === 'silent') {
		if (whenSilent === 'noSuchHost' && (await isWebSite(baseUrl, fetch))) throw new Failure('notMatrix');
		throw new Failure(navigator.onLine ? whenSilent : 'offline');
	}
	const read = v.safeParse(versions, answer.kind === 'json' ? answer.value : undefined);
	if (!read.success) throw new Failure('notMatrix');
	if (!read.output.versions.some((version) => supportedVersion.test(version))) {
		throw new Failure('serverTooOld');
	}
	return baseUrl;
}

/** Whether something answers there that keeps its answers from us, as most web sites do and no homeserver may. */
async function isWebSite(baseUrl: string, fetch: Fetch): Promise<boolean> {
	try {
		await fetch(`${baseUrl}/_matrix/client/versions`, { ...plainRequest(), mode: 'no-cors' });
		return true;
	} catch {
		return false;
	}
}

async function checkLogin(baseUrl: string, fetch: Fetch): Promise<void> {
	const answer = await askJson(`${baseUrl}/_matrix/client/v3/login`, fetch);
	if (answer.kind === 'failing' || answer.kind === 'silent') throw new Failure('unreachable');
	const read = v.safeParse(loginFlows, answer.kind === 'json' ? answer.value : undefined);
	if (!read.success) throw new Failure('notMatrix');
	if (!read.output.flows.some((flow) => flow.type === 'm.login.password')) {
		throw new Failure('noPasswordLogin');
	}
}

async function askJson(url: string, fetch: Fetch): Promise<Answer> {
	let response: Response;
	try {
		response = await fetch(url, plainRequest());
	} catch {
		return { kind: 'silent' };
	}
	if (response.status === 404) return { kind: 'missing' };
	if (!response.ok) return { kind: response.status >= 500 ? 'failing' : 'malformed' };
	try {
		return { kind: 'json', value: await response.json() };
	} catch {
		return { kind: 'malformed' };
	}
}

function plainRequest(): RequestInit {
	return {
		signal: AbortSignal.timeout(timeoutMs),
		credentials: 'omit',
		cache: 'no-store',
		referrerPolicy: 'no-referrer',
	};
}
