import { type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import { isUnderWay, type VerificationRow } from '../store/verification-row.ts';
import { isVerified } from './verified.ts';

interface Context {
	db: AccountDatabase;
	client: MatrixClient;
}

/** With less time left nobody finds the way back to the other side. */
const worthwhileMs = 60_000;

/**
 * Sorts what an earlier background left in the middle, of which the SDK keeps nothing. What somebody here wanted
 * is to be asked for anew if there is time for it, or else has ended; one that both sides had confirmed may have
 * come to its end all the same.
 * @param isHere whether this background knows of it.
 * @returns the requests that came and wait to be answered: they are as good as new.
 */
export async function sortInterrupted(
	{ db, client }: Context,
	isHere: (id: string) => boolean,
): Promise<VerificationRow[]> {
	const left = (await db.verifications.toArray()).filter((row) => isUnderWay(row) && !isHere(row.id));
	const unanswered = left.filter((row) => row.methods !== undefined && !row.isWanted && isInTime(row));
	for (const row of left) {
		if (row.asksAgain || unanswered.includes(row)) continue;
		const isDone =
			(row.phase === 'confirmed' || row.phase === 'recognised') && (await isVerified(client, row));
		await db.verifications.put(isDone ? { ...bare(row), phase: 'done' } : interrupted(row));
	}
	return unanswered;
}

/** Ends those that were to be asked for anew, but not in time. @returns those that can be asked for now. */
export async function toAskAgain({ db }: Pick<Context, 'db'>): Promise<VerificationRow[]> {
	const asking = (await db.verifications.toArray()).filter(({ asksAgain }) => asksAgain);
	const late = asking.filter((row) => !isInTime(row));
	await db.verifications.bulkPut(late.map(over));
	return asking.filter((row) => isInTime(row) && !row.owesCancel);
}

/** Puts the row of a new request in the place of one that was interrupted. @returns whether it was still wanted. */
export async function takePlace(
	db: AccountDatabase,
	again: VerificationRow,
	row: VerificationRow,
): Promise<boolean> {
	row.deadline = again.deadline;
	row.replaces = again.replaces ?? again.id;
	return await db.transaction('rw', db.verifications, async () => {
		const isWanted = (await db.verifications.get(again.id))?.asksAgain === true;
		await db.verifications.delete(again.id);
		await db.verifications.put(row);
		return isWanted;
	});
}

/** Has one not asked for anew. @returns whether it was to be. */
export async function giveUp(db: AccountDatabase, id: string): Promise<boolean> {
	return await db.transaction('rw', db.verifications, async () => {
		const row = await db.verifications.get(id);
		if (!row?.asksAgain) return false;
		await db.verifications.put({ ...over(row), end: 'cancelledHere' });
		return true;
	});
}

/** It has come to nothing because the background ended. */
export function over({ asksAgain: _, ...row }: VerificationRow): VerificationRow {
	return { ...row, phase: 'cancelled', end: 'interrupted' };
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

function interrupted(row: VerificationRow): VerificationRow {
	const told: VerificationRow = { ...bare(row), owesCancel: true };
	if (!row.isWanted || Date.now() > row.deadline - worthwhileMs) return over(told);
	return { ...told, phase: 'requested', isBegunHere: true, asksAgain: true };
}

/** Without what belonged to the moment. */
function bare({ emoji: _, code: __, canScan: ___, methods: ____, ...row }: VerificationRow): VerificationRow {
	return row;
}

function isInTime({ deadline }: VerificationRow): boolean {
	return Date.now() < deadline;
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
