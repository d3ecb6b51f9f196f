import {
	createServer,
	request as forward,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Meddler, meddle } from './meddling.ts';

/** One request that left the browser, as it was on the wire. */
export interface SentRequest {
	method: string;
	url: string;
	headers: IncomingMessage['headers'];
	body: Buffer;
	/** When it came by, ms since the epoch. */
	time: number;
}

/** Answers that have come and are kept back. */
export interface Hold {
	/** How many there are. */
	readonly count: number;
	/** Lets them go on, to whoever still waits for them. */
	release(): void;
}

/**
 * The way out of the browser: all its traffic, of pages, windows and background alike, comes through this proxy.
 * So a test can read every body that leaves without a debugger that would keep the background alive, can take the
 * network away, and can be sure that nothing goes further than this machine. TLS is passed on unread.
 */
export class Network {
	/** What has been sent since `record` was called. */
	readonly sent: SentRequest[] = [];
	/** Hosts beyond this machine that something in the browser asked for, and did not get. */
	readonly refused = new Set<string>();
	readonly #server: Server;
	readonly #sockets = new Set<Duplex>();
	readonly #reports: (path: string, report: unknown) => void;
	readonly #holds = new Set<{ pattern: RegExp; count: number; released: Promise<void> }>();
	#isOffline = false;
	#isRecording = false;
	#meddler: Meddler | undefined;

	private constructor(server: Server, reports: (path: string, report: unknown) => void) {
		this.#server = server;
		this.#reports = reports;
	}

	/** `reports` takes what the driver's own code inside of the browser posts to `reportUrl`. */
	static async open(reports: (path: string, report: unknown) => void): Promise<Network> {
		const server = createServer();
		const network = new Network(server, reports);
		server.on('request', (asked, answer) => network.#pass(asked, answer));
		server.on('connect', (asked, socket) => network.#tunnel(asked, socket));
		server.on('connection', (socket) => network.#hold(socket));
		server.keepAliveTimeout = 60_000;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		server.unref();
		return network;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** Begins to keep every request with its body. */
	record(): void {
		this.#isRecording = true;
	}

	/** Cuts every connection and refuses new ones, or lets them through again. */
	setOffline(isOffline: boolean): void {
		this.#isOffline = isOffline;
		if (isOffline) for (const socket of this.#sockets) socket.destroy();
	}

	/** Puts somebody between the browser and its servers, or nobody any more. What is under way stays as it is. */
	setMeddler(meddler: Meddler | undefined): void {
		this.#meddler = meddler;
	}

	/** Lets requests to addresses that fit reach their server, and keeps back what it answers. */
	holdAnswers(pattern: RegExp): Hold {
		const { promise: released, resolve } = Promise.withResolvers<void>();
		const hold = { pattern, count: 0, released };
		this.#holds.add(hold);
		const release = (): void => {
			this.#holds.delete(hold);
			resolve();
		};
		return {
			get count() {
				return hold.count;
			},
			release,
		};
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#pass(asked: IncomingMessage, answer: ServerResponse): void {
		// A browser that does not go through this proxy asks it as any server, by the path alone.
		const url = new URL(asked.url ?? '', `http://127.0.0.1:${this.port}`);
		if (url.port === String(this.port)) {
			this.#report(url.pathname.slice(1), asked, answer);
			return;
		}
		if (!this.#mayPass(url.hostname)) {
			asked.socket.destroy();
			return;
		}
		if (this.#meddler && asked.method !== 'OPTIONS') {
			void meddle(this.#meddler, url, asked, answer);
			return;
		}
		const body: Buffer[] = [];
		const keep = this.#isRecording;
		const onward = forward(
			url,
			{ method: asked.method, headers: asked.headers, agent: false },
			async (came) => {
				if (asked.method !== 'OPTIONS') await this.#held(url.href);
				answer.writeHead(came.statusCode ?? 502, came.statusMessage, came.rawHeaders);
				came.pipe(answer);
				came.on('error', () => asked.socket.destroy());
			},
		);
		onward.on('socket', (socket) => this.#hold(socket));
		onward.on('error', () => asked.socket.destroy());
		asked.on('data', (part: Buffer) => {
			if (keep) body.push(part);
		});
		asked.on('end', () => {
			const { method = '', headers } = asked;
			if (keep)
				this.sent.push({ method, url: url.href, headers, body: Buffer.concat(body), time: Date.now() });
		});
		answer.on('close', () => onward.destroy());
		asked.pipe(onward);
	}

	async #held(address: string): Promise<void> {
		for (const hold of this.#holds) {
			if (!hold.pattern.test(address)) continue;
			hold.count += 1;
			await hold.released;
		}
	}

	#tunnel(asked: IncomingMessage, socket: Duplex): void {
		const { hostname, port } = new URL(`http://${asked.url}`);
		if (!this.#mayPass(hostname)) {
			socket.destroy();
			return;
		}
		const onward: Socket = connect(Number(port || 443), unbracketed(hostname), () => {
			socket.write('HTTP/1.1 200 Connected\r\n\r\n');
			socket.pipe(onward).pipe(socket);
		});
		this.#hold(onward);
		onward.on('error', () => socket.destroy());
		onward.on('close', () => socket.destroy());
		socket.on('error', () => onward.destroy());
		socket.on('close', () => onward.destroy());
	}

	#mayPass(hostname: string): boolean {
		const isHere = /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
		if (!isHere) this.refused.add(hostname);
		return isHere && !this.#isOffline;
	}

	#report(path: string, asked: IncomingMessage, answer: ServerResponse): void {
		const body: Buffer[] = [];
		asked.on('data', (part: Buffer) => body.push(part));
		asked.on('end', () => {
			answer.writeHead(204, { 'access-control-allow-origin': '*' }).end();
			if (asked.method === 'POST') this.#reports(path, JSON.parse(Buffer.concat(body).toString()));
		});
	}

	#hold(socket: Duplex): void {
		this.#sockets.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => this.#sockets.delete(socket));
	}
}

function unbracketed(hostname: string): string {
	return hostname.replace(/^\[|\]$/g, '');
}
