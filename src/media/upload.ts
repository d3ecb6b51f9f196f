import { type MatrixClient, MatrixError } from 'matrix-js-sdk';
import type { Tokens } from '../account/tokens.ts';
import { Failure } from '../failure.ts';
import { asContent, asText } from '../timeline/raw-event.ts';
import type { Answer } from './post-file.ts';
import { type Sending, sendBytes } from './send-bytes.ts';

/** A line slower than this many bytes per ms counts as none. */
const slowest = 5;
const patienceMs = 120_000;

export type Upload = Pick<Sending, 'body' | 'type' | 'signal' | 'onProgress'>;

/**
 * Uploads a file. Client-server API §`POST /_matrix/media/v3/upload`; without a file name, which is nobody's business.
 * @returns its `mxc:` address.
 * @throws Failure `attachTooLarge` where the homeserver takes no such file; else what the HTTP layer throws.
 */
export async function upload(client: MatrixClient, tokens: Tokens, file: Upload): Promise<string> {
	const signal = AbortSignal.any([file.signal, AbortSignal.timeout(patienceMs + file.body.size / slowest)]);
	const send = (token: string): Promise<Answer> =>
		sendBytes({ ...file, signal, token, url: `${client.baseUrl}/_matrix/media/v3/upload` });
	const token = await tokens.current();
	let answer = await send(token);
	if (answer.status === 401 && bodyOf(answer)?.errcode === 'M_UNKNOWN_TOKEN') {
		const next = await tokens.replace(token);
		if (next !== undefined) answer = await send(next);
	}
	const body = bodyOf(answer);
	const url = asText(body?.content_uri);
	if (answer.status === 200 && url?.startsWith('mxc://')) return url;
	if (answer.status === 413) throw new Failure('attachTooLarge');
	// A proxy's page, or an answer that was cut off: it passes.
	if (!body) throw new SyntaxError('an answer that is not JSON');
	throw new MatrixError(body, answer.status);
}

function bodyOf({ text }: Answer): ReturnType<typeof asContent> {
	try {
		return asContent(JSON.parse(text));
	} catch {
		return undefined;
	}
}
