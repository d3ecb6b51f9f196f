import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Admin, registerAccount } from './admin.ts';
import type { Certificate } from './certificate.ts';
import { configuration, logging, type ServerPlace } from './configuration.ts';
import { request } from './request.ts';
import { SynapseProcess } from './synapse-process.ts';

/** A signed-in device that no client drives: for seeding by the raw API. */
export interface Login {
	userId: string;
	deviceId: string;
	token: string;
}

/** A private Synapse on loopback, with all that it stores open to the test. */
export class Homeserver {
	/** The Matrix server name, `localhost:<federation port>`. */
	readonly name: string;
	/** Where clients talk to it in clear: `http://localhost:<client port>`. */
	readonly baseUrl: string;
	/** Where other servers do, and where discovery finds it: `https://localhost:<federation port>`. */
	readonly federationUrl: string;
	/** Holds `homeserver.db` with its `-wal`, `media_store/` and `homeserver.log`. */
	readonly dataDir: string;
	/** SHA-256 of the TLS key in base64, as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
	readonly certificateFingerprint: string;
	/** Synapse's admin API. */
	readonly admin: Admin;
	readonly #secret: string;
	#process: SynapseProcess | undefined;
	#clockOffsetS = 0;

	/** Writes a server's configuration to its place; `start()` starts it. */
	static async create(place: Omit<ServerPlace, 'name' | 'registrationSecret'>, certificate: Certificate) {
		const complete: ServerPlace = {
			...place,
			name: `localhost:${place.federationPort}`,
			registrationSecret: randomBytes(16).toString('hex'),
		};
		const { dataDir } = complete;
		const signingKey = randomBytes(32).toString('base64').replaceAll('=', '');
		await mkdir(dataDir, { recursive: true });
		await writeFile(join(dataDir, 'signing.key'), `ed25519 a_test ${signingKey}\n`);
		await writeFile(join(dataDir, 'log.json'), JSON.stringify(logging(dataDir)));
		await writeFile(join(dataDir, 'homeserver.json'), JSON.stringify(configuration(complete, certificate)));
		return new Homeserver(complete, certificate);
	}

	private constructor(place: ServerPlace, certificate: Certificate) {
		this.name = place.name;
		this.baseUrl = `http://localhost:${place.clientPort}`;
		this.federationUrl = `https://localhost:${place.federationPort}`;
		this.dataDir = place.dataDir;
		this.certificateFingerprint = certificate.fingerprint;
		this.#secret = place.registrationSecret;
		this.admin = new Admin(this.baseUrl, this.#secret);
	}

	/** Starts it, again if need be, on the same data and ports; resolves when it answers. */
	async start(): Promise<void> {
		if (this.#process?.isRunning) return;
		this.#process = await SynapseProcess.start(this.dataDir, this.baseUrl, this.#clockOffsetS);
	}

	async stop(): Promise<void> {
		await this.#process?.stop();
	}

	/** Ends it with no chance to tidy up, as a power cut would (`kill -9`). */
	async kill(): Promise<void> {
		await this.#process?.kill();
	}

	/** Restarts it with a clock that is so many seconds fast, or slow. Above a day, servers distrust each other's keys. */
	async moveClock(offsetS: number): Promise<void> {
		await this.stop();
		this.#clockOffsetS = offsetS;
		await this.start();
	}

	/** Restarts it after changes to its database behind its back. @returns how many rows they changed. */
	async tamper(statements: string[], ...values: string[]): Promise<number> {
		await this.stop();
		const database = new DatabaseSync(join(this.dataDir, 'homeserver.db'), {
			enableForeignKeyConstraints: false,
		});
		let changed = 0;
		for (const statement of statements) changed += Number(database.prepare(statement).run(...values).changes);
		database.close();
		await this.start();
		return changed;
	}

	/** Restarts it with other settings of Synapse's; each replaces what stood under its name. */
	async reconfigure(settings: Record<string, unknown>): Promise<void> {
		const file = join(this.dataDir, 'homeserver.json');
		const before = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
		await this.stop();
		await writeFile(file, JSON.stringify({ ...before, ...settings }));
		await this.start();
	}

	/** It keeps its connections and answers nothing, as a stalled network would look. */
	pause(): void {
		this.#process?.pause();
	}

	resume(): void {
		this.#process?.resume();
	}

	/** Makes an account that is signed in nowhere. @returns its user id. */
	async register(
		username: string,
		password: string,
		profile: { displayName?: string } = {},
	): Promise<string> {
		const account = { username, password, ...profile };
		const { userId, token } = await registerAccount(this.baseUrl, this.#secret, account);
		// Registration signs a device in; left there it would look like a device of the person's.
		await this.request('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
		return userId;
	}

	/** Signs in by password at the raw API. */
	async login(username: string, password: string, deviceName = 'Raw API'): Promise<Login> {
		const identifier = { type: 'm.id.user', user: username };
		const body = { type: 'm.login.password', identifier, password, initial_device_display_name: deviceName };
		const answer = await this.request<{ user_id: string; device_id: string; access_token: string }>(
			'/_matrix/client/v3/login',
			{ method: 'POST', body },
		);
		return { userId: answer.user_id, deviceId: answer.device_id, token: answer.access_token };
	}

	/** Closes an account for good: its tokens stop working. */
	async deactivate(userId: string): Promise<void> {
		const path = `/v1/deactivate/${encodeURIComponent(userId)}`;
		await this.admin.request(path, { method: 'POST', body: { erase: false } });
	}

	/** Removes all of an account's devices, as another of them could: their tokens stop working for good. */
	async deleteDevices(userId: string): Promise<void> {
		const path = `/v2/users/${encodeURIComponent(userId)}`;
		await this.admin.request(`${path}/delete_devices`, {
			method: 'POST',
			body: { devices: await this.devices(userId) },
		});
	}

	/** The ids of an account's devices. */
	async devices(userId: string): Promise<string[]> {
		const path = `/v2/users/${encodeURIComponent(userId)}/devices`;
		const { devices } = await this.admin.request<{ devices: { device_id: string }[] }>(path);
		return devices.map(({ device_id }) => device_id);
	}

	/** Lets all tokens of an account run out, at the cost of a restart: it has to sign in again, as the same devices. */
	async expireTokens(userId: string): Promise<void> {
		await this.stop();
		const database = new DatabaseSync(join(this.dataDir, 'homeserver.db'));
		database.prepare('UPDATE access_tokens SET valid_until_ms = 1 WHERE user_id = ?').run(userId);
		database.prepare('UPDATE refresh_tokens SET expiry_ts = 1 WHERE user_id = ?').run(userId);
		database.close();
		await this.start();
	}

	/** Answers 429 to an account that sends faster than this, until `liftRateLimit`. */
	async setRateLimit(userId: string, limit: { messagesPerSecond: number; burst: number }): Promise<void> {
		const body = { messages_per_second: limit.messagesPerSecond, burst_count: limit.burst };
		await this.admin.request(rateLimitPath(userId), { method: 'POST', body });
	}

	async liftRateLimit(userId: string): Promise<void> {
		await this.admin.request(rateLimitPath(userId), { method: 'DELETE' });
	}

	/** One call to its HTTP API; see `request.ts`. */
	async request<T = Record<string, unknown>>(
		path: string,
		options?: Parameters<typeof request>[2],
	): Promise<T> {
		return request<T>(this.baseUrl, path, options);
	}
}

function rateLimitPath(userId: string): string {
	return `/v1/users/${encodeURIComponent(userId)}/override_ratelimit`;
}
