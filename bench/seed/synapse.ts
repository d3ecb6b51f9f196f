import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { registerAccount } from '../../tests/homeserver/admin.ts';
import { configuration, logging, type ServerPlace } from '../../tests/homeserver/configuration.ts';
import { freePorts } from '../../tests/homeserver/ports.ts';
import { type RequestOptions, request } from '../../tests/homeserver/request.ts';
import { SynapseProcess } from '../../tests/homeserver/synapse-process.ts';

/** In every user id: the data stay the same whatever port a run is given. */
export const serverName = 'bench.test';

/** An account of the seeded data. */
export interface BenchAccount {
	username: string;
	userId: string;
	password: string;
}

/** A device that is signed in at the raw API. */
export interface BenchLogin {
	userId: string;
	deviceId: string;
	token: string;
}

/** The account of that name; names and passwords are the same in every run. */
export function benchAccount(username: string): BenchAccount {
	return { username, userId: `@${username}:${serverName}`, password: `the bench's ${username}` };
}

export interface ServerOptions {
	/** Without it, `/versions` does not say so, and clients use classic sync. */
	offersSliding?: boolean;
	/** Where one answered that this one takes the place of. */
	port?: number;
	/** The largest file that it takes, as Synapse writes sizes. */
	largestUpload?: string;
}

/** A Synapse of this machine that federates with nobody, on data that outlive it. */
export class Synapse {
	readonly dataDir: string;
	readonly baseUrl: string;
	readonly #secret: string;
	readonly #process: SynapseProcess;

	/** Starts one on the data in `dataDir`, or on none yet. */
	static async start(dataDir: string, options: ServerOptions = {}): Promise<Synapse> {
		await mkdir(dataDir, { recursive: true });
		const [freePort = 0, federationPort = 0] = await freePorts(2);
		const clientPort = options.port ?? freePort;
		const secret = randomBytes(16).toString('hex');
		const place = { name: serverName, clientPort, federationPort, dataDir, registrationSecret: secret };
		await writeSettings(place, options);
		const baseUrl = `http://localhost:${clientPort}`;
		return new Synapse(dataDir, baseUrl, secret, await SynapseProcess.start(dataDir, baseUrl));
	}

	private constructor(dataDir: string, baseUrl: string, secret: string, process: SynapseProcess) {
		this.dataDir = dataDir;
		this.baseUrl = baseUrl;
		this.#secret = secret;
		this.#process = process;
	}

	async register({ username, password }: BenchAccount): Promise<void> {
		await registerAccount(this.baseUrl, this.#secret, { username, password });
	}

	async login({ username, password }: BenchAccount): Promise<BenchLogin> {
		const identifier = { type: 'm.id.user', user: username };
		const body = { type: 'm.login.password', identifier, password };
		const answer = await this.request<{ user_id: string; device_id: string; access_token: string }>(
			'/login',
			{ method: 'POST', body },
		);
		return { userId: answer.user_id, deviceId: answer.device_id, token: answer.access_token };
	}

	/** One call to the client-server API, `path` after `/_matrix/client/v3`. */
	async request<T = Record<string, unknown>>(path: string, options: RequestOptions = {}): Promise<T> {
		return request<T>(this.baseUrl, `/_matrix/client/v3${path}`, options);
	}

	async stop(): Promise<void> {
		if (this.#process.isRunning) await this.#process.stop();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.stop();
	}
}

async function writeSettings(place: ServerPlace, options: ServerOptions): Promise<void> {
	const { dataDir, clientPort } = place;
	const { offersSliding = true, largestUpload } = options;
	const settings = {
		...configuration(place, { certificatePath: '', keyPath: '', fingerprint: '' }),
		listeners: [
			{
				port: clientPort,
				bind_addresses: ['127.0.0.1'],
				type: 'http',
				tls: false,
				resources: [{ names: ['client'] }],
			},
		],
		experimental_features: { msc4222_enabled: true, msc3575_enabled: offersSliding },
		...(largestUpload && { max_upload_size: largestUpload }),
	};
	const signingKey = join(dataDir, 'signing.key');
	if (!existsSync(signingKey)) {
		const key = randomBytes(32).toString('base64').replaceAll('=', '');
		await writeFile(signingKey, `ed25519 a_bench ${key}\n`);
	}
	await writeFile(join(dataDir, 'log.json'), JSON.stringify(logging(dataDir)));
	await writeFile(join(dataDir, 'homeserver.json'), JSON.stringify(settings));
}
