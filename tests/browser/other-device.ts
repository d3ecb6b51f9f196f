import type { Homeserver, Login } from '../homeserver/homeserver.ts';
import type { World } from './world.ts';

export interface WantedRoom {
	name: string;
	isEncrypted?: boolean;
}

const encryption = {
	type: 'm.room.encryption',
	state_key: '',
	content: { algorithm: 'm.megolm.v1.aes-sha2' },
};

/** Alice (or Bob) on another device, one without encryption: it makes rooms, uploads files and changes settings. */
export class OtherDevice {
	readonly #world: World;
	readonly #login: Login;
	readonly #server: Homeserver;

	static async signIn(world: World, whose: 'alice' | 'bob' = 'alice'): Promise<OtherDevice> {
		const { username, password } = whose === 'alice' ? world.alice : world.bobAccount;
		const server = world.servers[whose];
		return new OtherDevice(world, server, await server.login(username, password));
	}

	private constructor(world: World, server: Homeserver, login: Login) {
		this.#world = world;
		this.#server = server;
		this.#login = login;
	}

	/** Makes a room of Alice and Bob. @returns its id. */
	async makeRoom({ name, isEncrypted = true }: WantedRoom): Promise<string> {
		const { bob, bobAccount } = this.#world;
		const { room_id: roomId } = await this.request<{ room_id: string }>('POST', '/createRoom', {
			preset: 'private_chat',
			name,
			invite: [bobAccount.userId],
			...(isEncrypted && { initial_state: [encryption] }),
		});
		return bob.acceptInvite(roomId);
	}

	/** Uploads a file that the homeservers can read. */
	async upload(text: string): Promise<void> {
		await this.#server.request('/_matrix/media/v3/upload', {
			method: 'POST',
			body: Buffer.from(text),
			token: this.#login.token,
		});
	}

	/** Nothing that comes in that room notifies any more. Client-server API §Push Rules. */
	async mute(roomId: string): Promise<void> {
		await this.request('PUT', `/pushrules/global/override/${encodeURIComponent(roomId)}`, {
			conditions: [{ kind: 'event_match', key: 'room_id', pattern: roomId }],
			actions: [],
		});
	}

	/** Whether nothing that comes in that room notifies. */
	async isMuted(roomId: string): Promise<boolean> {
		const path = '/pushrules/';
		const { global } = await this.request<{ global: { override: { rule_id: string }[] } }>('GET', path);
		return global.override.some(({ rule_id }) => rule_id === roomId);
	}

	async unmute(roomId: string): Promise<void> {
		await this.request('DELETE', `/pushrules/global/override/${encodeURIComponent(roomId)}`);
	}

	/** One call to the client-server API, `path` after `/_matrix/client/v3`. */
	async request<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T> {
		const { token } = this.#login;
		return this.#server.request<T>(`/_matrix/client/v3${path}`, { method, body, token });
	}
}
