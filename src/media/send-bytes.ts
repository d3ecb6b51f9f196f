import { ConnectionError } from 'matrix-js-sdk';

/** A request that carries a file. */
export interface Sending {
	url: string;
	token: string;
	body: Blob;
	type: string;
	signal: AbortSignal;
	/** Hears how many bytes have left, where the browser tells. */
	onProgress: (sent: number) => void;
}

export interface Answer {
	status: number;
	text: string;
}

/**
 * Posts a file, which the browser reads from its disk as it goes. An event page has XMLHttpRequest, which tells
 * how far it is; a service worker has not.
 * @throws ConnectionError when no answer comes; what `signal` gives as its reason once that is aborted.
 */
export async function sendBytes(sending: Sending): Promise<Answer> {
	return await (typeof XMLHttpRequest === 'undefined' ? sendByFetch(sending) : sendByXhr(sending));
}

async function sendByFetch({ url, token, body, type, signal }: Sending): Promise<Answer> {
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
	} catch (error) {
		signal.throwIfAborted();
		throw new ConnectionError('no answer', error as Error);
	}
}

async function sendByXhr({ url, token, body, type, signal, onProgress }: Sending): Promise<Answer> {
	signal.throwIfAborted();
	const request = new XMLHttpRequest();
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	request.upload.onprogress = ({ loaded }) => onProgress(loaded);
	request.onload = () => resolve({ status: request.status, text: request.responseText });
	request.onerror = () => reject(new ConnectionError('no answer'));
	request.onabort = () => reject(signal.reason);
	signal.addEventListener('abort', () => request.abort(), { once: true });
	request.open('POST', url);
	request.setRequestHeader('Authorization', `Bearer ${token}`);
	request.setRequestHeader('Content-Type', type);
	request.send(body);
	return await promise;
}
