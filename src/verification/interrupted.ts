import { type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import { isUnderWay, type VerificationRow } from '../store/verification-row.ts';
import { isVerified } from './verified.ts';

interface Context {
	db: AccountDatabase;
	client: MatrixClient;
}

/**
 * Ends what an earlier background left in the middle: the SDK keeps nothing to go on from. One that both
 * sides had confirmed may have come to its end all the same.
 * @param isHere whether this background knows of it.
 */
export async function endInterrupted(context: Context, isHere: (id: string) => boolean): Promise<void> {
	const { db, client } = context;
	const left = (await db.verifications.toArray()).filter((row) => isUnderWay(row) && !isHere(row.id));
	for (const row of left) {
		const isDone =
			(row.phase === 'confirmed' || row.phase === 'recognised') && (await isVerified(client, row));
		const { emoji: _, code: __, ...kept } = row;
		await db.verifications.put(
			isDone
				? { ...kept, phase: 'done' }
				: { ...kept, phase: 'cancelled', end: 'interrupted', owesCancel: true },
		);
	}
	await tellInterrupted(context);
}

/** Tells the other sides of it, and again later where that fails. Client-server API §`m.key.verification.cancel`. */
export async function tellInterrupted({ db, client }: Context): Promise<void> {
	const owing = (await db.verifications.toArray()).filter(({ owesCancel }) => owesCancel);
	for (const row of owing) {
		try {
			await sendCancel(client, row);
			await db.verifications.where({ id: row.id }).modify((told) => {
				delete told.owesCancel;
			});
		} catch (error) {
			log.warn('the end of a verification could not be told', error);
		}
	}
}

async function sendCancel(
	client: MatrixClient,
	{ id, userId, deviceId, roomId }: VerificationRow,
): Promise<void> {
	const type = 'm.key.verification.cancel';
	const cancel = { code: 'm.user', reason: 'Interrupted' };
	const path = (parts: string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;
	if (roomId) {
		const content = { ...cancel, 'm.relates_to': { rel_type: 'm.reference', event_id: id } };
		await client.http.authedRequest(
			Method.Put,
			path(['rooms', roomId, 'send', type, `${id}.cancel`]),
			undefined,
			content,
		);
	} else {
		const messages = { [userId]: { [deviceId ?? '*']: { ...cancel, transaction_id: id } } };
		await client.http.authedRequest(Method.Put, path(['sendToDevice', type, `${id}.cancel`]), undefined, {
			messages,
		});
	}
}
