import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SentRequest } from './network.ts';

/** A server's answer, whole. */
export interface Answer {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
	/** After so many bytes of the body the connection breaks. */
	cutAt?: number;
	/** After so many bytes of the body nothing more comes. */
	stallAt?: number;
}

/**
 * Stands between the browser and its servers. `pass` brings a request to its server, as often as it is called.
 * What is given goes to the browser; with `undefined`, or when it throws, the connection breaks.
 */
export type Meddler = (request: SentRequest, pass: () => Promise<Answer>) => Promise<Answer | undefined>;

/** Gives one request to a meddler, and what that gives to the browser. */
export async function meddle(
	meddler: Meddler,
	url: URL,
	asked: IncomingMessage,
	answer: ServerResponse,
): Promise<void> {
	try {
		const body = Buffer.concat(await asked.toArray());
		const { method = '', headers } = asked;
		const gone = new AbortController();
		answer.on('close', () => gone.abort());
		const pass = (): Promise<Answer> => ask(url, method, headers, body, gone.signal);
		const given = await meddler({ method, url: url.href, headers, body, time: Date.now() }, pass);
		if (given) give(given, answer);
		else asked.socket.destroy();
	} catch {
		asked.socket.destroy();
	}
}

async function ask(
	url: URL,
	method: string,
	headers: IncomingMessage['headers'],
	body: Buffer,
	signal: AbortSignal,
): Promise<Answer> {
	const { 'accept-encoding': _, ...plain } = headers;
	const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
	const onward = forward(url, { method, headers: plain, agent: false, signal }, resolve);
	onward.on('error', reject);
	onward.end(body);
	const came = await promise;
	const whole = Buffer.concat(await came.toArray());
	return { status: came.statusCode ?? 502, headers: came.headers, body: whole };
}

function give({ status, headers, body, cutAt, stallAt }: Answer, answer: ServerResponse): void {
	const { 'transfer-encoding': _, connection: __, ...kept } = headers;
	answer.writeHead(status, { ...kept, 'content-length': body.length });
	if (cutAt !== undefined) answer.write(body.subarray(0, cutAt), () => answer.destroy());
	else if (stallAt !== undefined) answer.write(body.subarray(0, stallAt));
	else answer.end(body);
}
