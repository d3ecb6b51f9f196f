/** A file, where it goes and whose it is. */
export interface Posting {
	url: string;
	token: string;
	body: Blob;
	type: string;
}

export interface Answer {
	status: number;
	text: string;
}

/**
 * Posts a file by XMLHttpRequest, which tells how many bytes have left. The browser reads it from its disk as it goes.
 * @returns undefined when no answer comes. @throws what `signal` gives as its reason once that is aborted.
 */
export async function postFile(
	{ url, token, body, type }: Posting,
	signal: AbortSignal,
	onProgress: (sent: number) => void,
): Promise<Answer | undefined> {
	signal.throwIfAborted();
	const request = new XMLHttpRequest();
	const { promise, resolve, reject } = Promise.withResolvers<Answer | undefined>();
	request.upload.onprogress = ({ loaded }) => onProgress(loaded);
	request.onload = () => resolve({ status: request.status, text: request.responseText });
	request.onerror = () => resolve(undefined);
	request.onabort = () => reject(signal.reason);
	signal.addEventListener('abort', () => request.abort(), { once: true });
	request.open('POST', url);
	request.setRequestHeader('Authorization', `Bearer ${token}`);
	request.setRequestHeader('Content-Type', type);
	request.send(body);
	return await promise;
}
