import type { Homeserver, Login } from '../../homeserver/homeserver.ts';
import type { Person } from '../world.ts';

interface NewRoom {
	name?: string;
	invite?: string[];
	isEncrypted?: boolean;
}

/** Somebody whose client writes nothing encrypted: for rooms as others leave them. */
export class RawPerson {
	readonly userId: string;
	readonly #homeserver: Homeserver;
	readonly #login: Login;
	#count = 0;

	static async signIn(homeserver: Homeserver, { username, password }: Person): Promise<RawPerson> {
		return new RawPerson(homeserver, await homeserver.login(username, password));
	}

	private constructor(homeserver: Homeserver, login: Login) {
		this.#homeserver = homeserver;
		this.#login = login;
		this.userId = login.userId;
	}

	/** Makes a private room. @returns its id. */
	async createRoom({ name, invite, isEncrypted = false }: NewRoom): Promise<string> {
		const encryption = {
			type: 'm.room.encryption',
			state_key: '',
			content: { algorithm: 'm.megolm.v1.aes-sha2' },
		};
		const { room_id } = await this.#ask<{ room_id: string }>('POST', '/createRoom', {
			preset: 'private_chat',
			name,
			invite,
			initial_state: isEncrypted ? [encryption] : [],
		});
		return room_id;
	}

	async join(roomId: string): Promise<void> {
		await this.#ask('POST', `/join/${encodeURIComponent(roomId)}`, {});
	}

	async kick(roomId: string, userId: string): Promise<void> {
		await this.#ask('POST', `${room(roomId)}/kick`, { user_id: userId });
	}

	/** Sends a text in clear, which mentions these people. */
	async say(roomId: string, body: string, mentioned: string[] = []): Promise<void> {
		const content = { msgtype: 'm.text', body, 'm.mentions': { user_ids: mentioned } };
		await this.send(roomId, 'm.room.message', content);
	}

	/** Sends any event as it is. */
	async send(roomId: string, type: string, content: object): Promise<void> {
		this.#count += 1;
		await this.#ask('PUT', `${room(roomId)}/send/${type}/${this.#count}`, content);
	}

	/** Lets only those write who may invite and remove others. */
	async silence(roomId: string): Promise<void> {
		const path = `${room(roomId)}/state/m.room.power_levels/`;
		const levels = await this.#ask<object>('GET', path);
		await this.#ask('PUT', path, { ...levels, events_default: 50 });
	}

	async signOut(): Promise<void> {
		await this.#ask('POST', '/logout', {});
	}

	async #ask<T>(method: string, path: string, body?: object): Promise<T> {
		const { token } = this.#login;
		return this.#homeserver.request<T>(`/_matrix/client/v3${path}`, {
			method,
			token,
			...(body && { body }),
		});
	}
}

function room(roomId: string): string {
	return `/rooms/${encodeURIComponent(roomId)}`;
}
