import { asContent } from '../timeline/raw-event.ts';
import type { Tokens } from './tokens.ts';

/**
 * A `fetch` that puts the account's token of the moment into each request that carries one, and asks once
 * more with a new token when the homeserver no longer knows it. The SDK renews only OAuth 2.0 sessions.
 */
export function authenticatedFetch(tokens: Tokens): typeof fetch {
	return async (resource, options = {}) => {
		if (!new Headers(options.headers).has('Authorization')) return await fetch(resource, options);
		const token = await tokens.current();
		const response = await fetch(resource, withToken(options, token));
		if (response.status !== 401 || !(await isUnknownToken(response.clone()))) return response;
		const next = await tokens.replace(token);
		return next === undefined ? response : await fetch(resource, withToken(options, next));
	};
}

function withToken(options: RequestInit, token: string): RequestInit {
	const headers = new Headers(options.headers);
	headers.set('Authorization', `Bearer ${token}`);
	return { ...options, headers };
}

async function isUnknownToken(response: Response): Promise<boolean> {
	const body = asContent(await response.json().catch(() => undefined));
	return body?.errcode === 'M_UNKNOWN_TOKEN';
}
