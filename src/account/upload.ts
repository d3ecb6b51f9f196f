import { type MatrixClient, MediaPrefix, Method, type UploadResponse } from 'matrix-js-sdk';

/**
 * Has the SDK's own uploads go by the client's `fetchFn`. Where there is an XMLHttpRequest, as in an event page, it
 * would take that, which carries the token that the client was made with and no other.
 */
export function uploadByFetch(client: MatrixClient): void {
	client.http.uploadContent = async (file, { type = 'application/octet-stream', abortController } = {}) =>
		await client.http.authedRequest<UploadResponse>(Method.Post, '/upload', undefined, file, {
			prefix: MediaPrefix.V3,
			headers: { 'Content-Type': type },
			...(abortController && { abortSignal: abortController.signal }),
		});
}
