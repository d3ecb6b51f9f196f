import { createHmac } from 'node:crypto';
import { type RequestOptions, request } from './request.ts';

interface Registered {
	user_id: string;
	access_token: string;
}

/**
 * Makes an account by Synapse's shared-secret registration, which asks no questions.
 * https://element-hq.github.io/synapse/latest/admin_api/register_api.html
 */
export async function registerAccount(
	baseUrl: string,
	secret: string,
	account: { username: string; password: string; displayName?: string; isAdmin?: boolean },
): Promise<{ userId: string; token: string }> {
	const path = '/_synapse/admin/v1/register';
	const { nonce } = await request<{ nonce: string }>(baseUrl, path);
	const { username, password, displayName = username, isAdmin = false } = account;
	const parts = [nonce, username, password, isAdmin ? 'admin' : 'notadmin'];
	const mac = createHmac('sha1', secret).update(parts.join('\0')).digest('hex');
	const body = { nonce, username, password, displayname: displayName, admin: isAdmin, mac };
	const registered = await request<Registered>(baseUrl, path, { method: 'POST', body });
	return { userId: registered.user_id, token: registered.access_token };
}

/** Synapse's admin API, through an administrator's account that is made when first needed. */
export class Admin {
	readonly #baseUrl: string;
	readonly #secret: string;
	#token: Promise<string> | undefined;

	constructor(baseUrl: string, secret: string) {
		this.#baseUrl = baseUrl;
		this.#secret = secret;
	}

	/** @param path after `/_synapse/admin`, such as `/v1/deactivate/@alice:localhost`. */
	async request<T = Record<string, unknown>>(path: string, options: RequestOptions = {}): Promise<T> {
		this.#token ??= this.#register();
		return request<T>(this.#baseUrl, `/_synapse/admin${path}`, { ...options, token: await this.#token });
	}

	async #register(): Promise<string> {
		const account = { username: 'administrator', password: this.#secret, isAdmin: true };
		return (await registerAccount(this.#baseUrl, this.#secret, account)).token;
	}
}
