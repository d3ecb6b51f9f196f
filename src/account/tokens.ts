import { Failure } from '../failure.ts';
import type { SessionRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { type CacheKey, seal, unseal } from '../store/seal.ts';
import { asContent, asText } from '../timeline/raw-event.ts';

const timeoutMs = 20_000;
/** A token is renewed when this part of its life is left, so that no request finds it expired. */
const lastPart = 0.1;
const longestLastMs = 30_000;

/** What a homeserver gives at login and at each refresh. */
export interface TokenAnswer {
	access_token: string;
	refresh_token?: string | undefined;
	expires_in_ms?: number | undefined;
}

/** The columns of a session that say how to prove who we are. */
export type SessionTokens = Pick<SessionRow, 'accessToken' | 'refreshToken' | 'expiry'>;

/** Seals what a homeserver has given, ready for the session's row. */
export async function sealTokens(cacheKey: CacheKey, answer: TokenAnswer): Promise<SessionTokens> {
	const lifetimeMs = answer.expires_in_ms;
	return {
		accessToken: await seal(cacheKey, answer.access_token),
		...(answer.refresh_token !== undefined && { refreshToken: await seal(cacheKey, answer.refresh_token) }),
		...(lifetimeMs !== undefined && { expiry: { time: Date.now() + lifetimeMs, lifetimeMs } }),
	};
}

/** Whether a token should be renewed before it is used again. */
export function isEnding(expiry: SessionRow['expiry'], now: number): boolean {
	if (!expiry) return false;
	return expiry.time - now < Math.min(longestLastMs, expiry.lifetimeMs * lastPart);
}

/**
 * The access token of a session, renewed as the homeserver wants it. Client-server API §Refreshing access
 * tokens. A new pair is durable before it is used: killed in between, the old refresh token still works,
 * since the homeserver keeps it until the new access token is first seen.
 */
export class Tokens {
	readonly #db: AccountDatabase;
	readonly #cacheKey: CacheKey;
	readonly #deviceId: string;
	#known: { accessToken: string; canRefresh: boolean; expiry: SessionRow['expiry'] } | undefined;

	constructor(db: AccountDatabase, cacheKey: CacheKey, deviceId: string) {
		this.#db = db;
		this.#cacheKey = cacheKey;
		this.#deviceId = deviceId;
	}

	/** The token to use now. @throws Failure `signedOut` when the session is another device's. */
	async current(): Promise<string> {
		const known = this.#known ?? (await this.#read());
		if (!known.canRefresh || !isEnding(known.expiry, Date.now())) return known.accessToken;
		// It may work for a moment longer: whoever can't renew it in time tries with it.
		return (await this.replace(known.accessToken).catch(() => undefined)) ?? known.accessToken;
	}

	/**
	 * The token to use instead of one that is, or will soon be, refused; undefined when there is none.
	 * Only one asks, whatever else is awake.
	 * @throws TypeError or Failure when the homeserver could not be asked: it may be later.
	 */
	async replace(refused: string): Promise<string | undefined> {
		return await navigator.locks.request('messa/tokens', async () => {
			const { accessToken } = await this.#read();
			return accessToken === refused ? await this.#refresh() : accessToken;
		});
	}

	async #read() {
		const session = await this.#db.session.get('session');
		if (session?.deviceId !== this.#deviceId) throw new Failure('signedOut');
		this.#known = {
			accessToken: await unseal(this.#cacheKey, session.accessToken),
			canRefresh: session.refreshToken !== undefined,
			expiry: session.expiry,
		};
		return this.#known;
	}

	async #refresh(): Promise<string | undefined> {
		const session = await this.#db.session.get('session');
		if (!session?.refreshToken) return undefined;
		const refreshToken = await unseal(this.#cacheKey, session.refreshToken);
		const answer = await askForTokens(session.baseUrl, refreshToken);
		if (!answer) return undefined;
		// Without a new one, the old refresh token goes on.
		const sealed = await sealTokens(this.#cacheKey, { refresh_token: refreshToken, ...answer });
		await this.#db.session
			.where({ id: 'session' })
			.and(({ deviceId }) => deviceId === this.#deviceId)
			.modify((row) => {
				delete row.expiry;
				Object.assign(row, sealed);
			});
		return (await this.#read()).accessToken;
	}
}

/** Client-server API §`POST /refresh`. @returns undefined when the homeserver refuses for good. */
async function askForTokens(baseUrl: string, refreshToken: string): Promise<TokenAnswer | undefined> {
	const response = await fetch(`${baseUrl}/_matrix/client/v3/refresh`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ refresh_token: refreshToken }),
		signal: AbortSignal.timeout(timeoutMs),
		credentials: 'omit',
		cache: 'no-store',
		referrerPolicy: 'no-referrer',
	});
	const body = asContent(await response.json().catch(() => undefined));
	if (isRefusal(response.status, asText(body?.errcode))) return undefined;
	const accessToken = asText(body?.access_token);
	if (!response.ok || accessToken === undefined) throw new Failure('unreachable');
	const expiresInMs = body?.expires_in_ms;
	const next = asText(body?.refresh_token);
	return {
		access_token: accessToken,
		...(next !== undefined && { refresh_token: next }),
		...(typeof expiresInMs === 'number' && { expires_in_ms: expiresInMs }),
	};
}

/** Only a homeserver's own word ends a session, not what a proxy on the way says. */
function isRefusal(status: number, errcode: string | undefined): boolean {
	return errcode !== undefined && errcode !== 'M_LIMIT_EXCEEDED' && (status === 401 || status === 403);
}
