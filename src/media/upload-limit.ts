import { ClientPrefix, type MatrixClient, MatrixError, MediaPrefix, Method } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import { asContent } from '../timeline/raw-event.ts';

/**
 * Asks the homeserver for the largest file that it takes, and keeps that for the windows.
 * Client-server API §`GET /_matrix/client/v1/media/config`; homeservers before 1.11 know the older address.
 */
export async function learnUploadLimit(db: AccountDatabase, client: MatrixClient): Promise<void> {
	const config =
		(await askForConfig(client, ClientPrefix.V1, '/media/config')) ??
		(await askForConfig(client, MediaPrefix.V3, '/config'));
	const bytes = config?.['m.upload.size'];
	const uploadLimit = typeof bytes === 'number' && bytes > 0 ? bytes : undefined;
	if ((await db.session.get('session'))?.uploadLimit === uploadLimit) return;
	await db.session.where({ id: 'session' }).modify((session) => {
		if (uploadLimit === undefined) delete session.uploadLimit;
		else session.uploadLimit = uploadLimit;
	});
}

/** @returns undefined when the homeserver does not know the address. */
async function askForConfig(
	client: MatrixClient,
	prefix: string,
	path: string,
): Promise<Content | undefined> {
	try {
		return asContent(await client.http.authedRequest(Method.Get, path, undefined, undefined, { prefix }));
	} catch (error) {
		if (error instanceof MatrixError && error.httpStatus === 404) return undefined;
		throw error;
	}
}
