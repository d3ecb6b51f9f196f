import { ConnectionError, type MatrixClient, MatrixError } from 'matrix-js-sdk';
import type { Tokens } from '../account/tokens.ts';
import { largestFileBytes } from '../attachment/limits.ts';
import { Failure } from '../failure.ts';
import { asContent, asText } from '../timeline/raw-event.ts';

/** Homeservers fetch files from one another before they answer. */
const patienceMs = 120_000;
const tellEveryMs = 300;

/**
 * Downloads a file, of which only the browser's own blobs hold all.
 * Client-server API §`GET /_matrix/client/v1/media/download/{serverName}/{mediaId}`; homeservers before 1.11
 * know the older address.
 * @param onProgress hears how much has come, in bytes, now and then
 * @throws Failure `attachMissing`, `attachTooLargeHere`; what the HTTP layer throws.
 */
export async function download(
	{ client, tokens }: { client: MatrixClient; tokens: Tokens },
	url: string,
	onProgress: (received: number) => Promise<unknown>,
): Promise<Blob> {
	const [, server, mediaId] = /^mxc:\/\/([^/]+)\/([\w-]+)$/.exec(url) ?? [];
	if (!server || !mediaId) throw new Failure('attachMissing');
	const path = `download/${encodeURIComponent(server)}/${mediaId}`;
	const silence = new AbortController();
	const stall = (): void => silence.abort(new ConnectionError('an answer stalls'));
	let timer = setTimeout(stall, patienceMs);
	const ask = async (prefix: string): Promise<Response> => {
		const address = `${client.baseUrl}/_matrix/${prefix}/${path}`;
		const token = await tokens.current();
		const response = await get(address, token, silence.signal);
		const next = response.status === 401 ? await tokens.replace(token) : undefined;
		return next === undefined ? response : await get(address, next, silence.signal);
	};
	try {
		let response = await ask('client/v1/media');
		if (response.status === 404 && (await errcodeOf(response)) === 'M_UNRECOGNIZED') {
			response = await ask('media/v3');
		}
		if (response.status === 404) throw new Failure('attachMissing');
		if (!response.ok) {
			const errcode = await errcodeOf(response);
			throw new MatrixError(errcode === undefined ? {} : { errcode }, response.status);
		}
		return await read(response, async (received) => {
			clearTimeout(timer);
			timer = setTimeout(stall, patienceMs);
			await onProgress(received);
		});
	} finally {
		clearTimeout(timer);
	}
}

async function get(address: string, token: string, signal: AbortSignal): Promise<Response> {
	try {
		return await fetch(address, {
			headers: { Authorization: `Bearer ${token}` },
			signal,
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
		});
	} catch (error) {
		throw new ConnectionError('no answer', error as Error);
	}
}

async function read(response: Response, onProgress: (received: number) => Promise<void>): Promise<Blob> {
	if (Number(response.headers.get('Content-Length')) > largestFileBytes) {
		await response.body?.cancel();
		throw new Failure('attachTooLargeHere');
	}
	const pieces: Blob[] = [];
	const reader = response.body?.getReader();
	let [received, told] = [0, 0];
	try {
		for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
			pieces.push(new Blob([next.value]));
			received += next.value.length;
			if (received > largestFileBytes) throw new Failure('attachTooLargeHere');
			if (Date.now() - told < tellEveryMs) continue;
			told = Date.now();
			await onProgress(received);
		}
	} catch (error) {
		await reader?.cancel().catch(() => undefined);
		if (error instanceof Failure) throw error;
		throw new ConnectionError('an answer was cut off', error as Error);
	}
	return new Blob(pieces);
}

async function errcodeOf(response: Response): Promise<string | undefined> {
	return asText(
		asContent(
			await response
				.clone()
				.json()
				.catch(() => undefined),
		)?.errcode,
	);
}
