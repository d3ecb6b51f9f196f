import { browser } from 'wxt/browser';
import type { Answer, Posting } from './post-file.ts';

const path = '/uploader.html';

/** What the page says of a file: how many bytes have left, or how it ended. */
export type Word = { sent: number } | { answer: Answer | undefined };

/** A page that a service worker can speak to; the types that we use are those of windows. */
interface Page {
	url: string;
	postMessage(message: Posting, transfer: MessagePort[]): void;
}
type Pages = { clients: { matchAll(options: { includeUncontrolled: true }): Promise<Page[]> } };

let opening: Promise<void> | undefined;

/**
 * Opens the page that nobody sees and that uploads files, unless it is open. Chrome allows one such page.
 * @throws Error when it can't be opened.
 */
export async function openUploader(): Promise<Page> {
	const found = await find();
	if (found) return found;
	opening ??= browser.offscreen
		.createDocument({
			url: path,
			reasons: ['BLOBS'],
			justification: 'Upload files and tell how far they are',
		})
		.finally(() => {
			opening = undefined;
		});
	await opening;
	const opened = await find();
	if (!opened) throw new Error('the page for uploads did not open');
	return opened;
}

async function find(): Promise<Page | undefined> {
	const { clients } = self as unknown as Pages;
	const pages = await clients.matchAll({ includeUncontrolled: true });
	return pages.find(({ url }) => new URL(url).pathname === path);
}

/** Has the page post a file, as `postFile` does; a page that ends over it gives no answer. */
export async function postIn(
	page: Page,
	posting: Posting,
	signal: AbortSignal,
	onProgress: (sent: number) => void,
): Promise<Answer | undefined> {
	signal.throwIfAborted();
	const { port1: port, port2 } = new MessageChannel();
	const { promise, resolve, reject } = Promise.withResolvers<Answer | undefined>();
	port.onmessage = ({ data }: MessageEvent<Word>) =>
		'sent' in data ? onProgress(data.sent) : resolve(data.answer);
	port.addEventListener('close', () => resolve(undefined));
	signal.addEventListener('abort', () => reject(signal.reason), { once: true });
	page.postMessage(posting, [port2]);
	try {
		return await promise;
	} finally {
		// Which ends the request, if it is still under way.
		port.close();
	}
}
