import { ConnectionError } from 'matrix-js-sdk';
import { log } from '../log.ts';
import { type Answer, type Posting, postFile } from './post-file.ts';
import { openUploader, postIn } from './uploader.ts';

/** Smaller files are there before a page of ours is open. */
const worthAPage = 256 * 1024;

/** A request that carries a file. */
export interface Sending extends Posting {
	signal: AbortSignal;
	/** Hears how many bytes have left; of small files nothing, in a service worker. */
	onProgress: (sent: number) => void;
}

/**
 * Posts a file. An event page can do that so that it knows how far it is; a service worker can't, and has a page do it.
 * @throws ConnectionError when no answer comes; what `signal` gives as its reason once that is aborted.
 */
export async function sendBytes({ signal, onProgress, ...posting }: Sending): Promise<Answer> {
	const answer = await (typeof XMLHttpRequest === 'undefined'
		? sendByWorker(posting, signal, onProgress)
		: postFile(posting, signal, onProgress));
	if (!answer) throw new ConnectionError('no answer');
	return answer;
}

async function sendByWorker(
	posting: Posting,
	signal: AbortSignal,
	onProgress: (sent: number) => void,
): Promise<Answer | undefined> {
	if (posting.body.size < worthAPage) return await fetchFile(posting, signal);
	const page = await openUploader().catch((error: unknown) => {
		log.warn('a file leaves without telling how far it is', error);
	});
	return await (page ? postIn(page, posting, signal, onProgress) : fetchFile(posting, signal));
}

async function fetchFile(
	{ url, token, body, type }: Posting,
	signal: AbortSignal,
): Promise<Answer | undefined> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
			body,
			signal,
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
		});
		return { status: response.status, text: await response.text() };
	} catch {
		signal.throwIfAborted();
		return undefined;
	}
}
