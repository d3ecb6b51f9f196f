import { type Posting, postFile } from './post-file.ts';
import type { Word } from './uploader.ts';

/** Parts of a message follow upon each other, and so do messages. */
const idleMs = 10_000;

/** What the page for uploads does: posts what it is given while somebody waits for that, and closes when nobody does. */
export function serveUploads(): void {
	let waiting = 0;
	let idle: ReturnType<typeof setTimeout> | undefined;
	const rest = (): void => {
		idle = setTimeout(() => window.close(), idleMs);
	};
	const serve = async (posting: Posting, port: MessagePort): Promise<void> => {
		const given = new AbortController();
		const say = (word: Word): void => port.postMessage(word);
		port.addEventListener('close', () => given.abort());
		port.start();
		waiting += 1;
		clearTimeout(idle);
		try {
			say({ answer: await postFile(posting, given.signal, (sent) => say({ sent })) });
		} catch {
			// Nobody waits for it.
		} finally {
			waiting -= 1;
			if (waiting === 0) rest();
		}
	};
	navigator.serviceWorker.onmessage = ({ data, ports: [port] }: MessageEvent<Posting>) => {
		if (port) void serve(data, port);
	};
	rest();
}
