import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Waiting } from '../../tests/homeserver/waiting.ts';
import type { BenchAccount, BenchLogin, Synapse } from '../seed/synapse.ts';
import { makeEncryptedRoom } from './encrypted-room.ts';
import type { Asked, SdkSession, Told } from './protocol.ts';

const program = fileURLToPath(new URL('client.ts', import.meta.url));
const patienceMs = 60_000;

/**
 * A bare matrix-js-sdk client with its own sync loop, in a process of its own: what Messa talks to, and
 * what it is compared with. It ends with the process that started it.
 */
export class SdkPeer {
	readonly #child: ChildProcess;
	readonly #login: BenchLogin;
	readonly #server: Synapse;
	readonly #waiting = new Waiting();
	readonly #told: Told[] = [];
	#lastId = 0;

	/** Signs in as a new device; resolves after its first sync. */
	static async start(server: Synapse, account: BenchAccount): Promise<SdkPeer> {
		const peer = new SdkPeer(server, await server.login(account));
		await peer.#until('to be ready', ({ kind }) => kind === 'ready');
		return peer;
	}

	private constructor(server: Synapse, login: BenchLogin) {
		this.#server = server;
		this.#login = login;
		const { userId, deviceId, token } = login;
		const session: SdkSession = { baseUrl: server.baseUrl, userId, deviceId, accessToken: token };
		this.#child = fork(program, [JSON.stringify(session)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
		this.#child.on('message', (told: Told) => {
			this.#told.push(told);
			this.#waiting.changed();
		});
	}

	/** Sends a text, encrypted. @returns when it was asked to. */
	async send(roomId: string, body: string): Promise<number> {
		this.#lastId += 1;
		const asked: Asked = { id: this.#lastId, roomId, body };
		this.#child.send(asked);
		const isAnswer = (told: Told): boolean => 'id' in told && told.id === asked.id;
		const answer = await this.#until('to send', isAnswer);
		if (answer.kind === 'failed') throw new Error(answer.reason);
		return answer.kind === 'sent' ? answer.time : Number.NaN;
	}

	/** When that text came and was decrypted. */
	async whenRead(body: string): Promise<number> {
		const told = await this.#until(`to read "${body}"`, (one) => one.kind === 'text' && one.body === body);
		return told.kind === 'text' ? told.time : Number.NaN;
	}

	/** Makes an encrypted room with others, who join it. @returns its id. */
	async makeRoom(name: string, others: BenchLogin[]): Promise<string> {
		return makeEncryptedRoom(this.#server, this.#login, name, others);
	}

	async stop(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const ended = once(this.#child, 'exit');
		this.#child.kill('SIGKILL');
		await ended;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.stop();
	}

	async #until(what: string, isIt: (told: Told) => boolean): Promise<Told> {
		const explain = (): string => `waited for ${this.#login.userId} ${what}`;
		return this.#waiting.for(() => this.#told.find(isIt), patienceMs, explain);
	}
}
