import type { VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { AccountDatabase } from '../store/database.ts';
import type { VerificationRow } from '../store/verification-row.ts';
import { methodsOf } from './methods.ts';

/** Client-server API §Key verification framework: ten minutes after it was asked for. */
export const lifetimeMs = 10 * 60_000;
/** How much of a name is kept, in UTF-16 code units. */
export const longestName = 100;

/**
 * The row of a request that was sent or that came.
 * @param askedTime when it was asked for, ms since the epoch, as its sender says
 */
export async function newRow(
	db: AccountDatabase,
	request: VerificationRequest,
	askedTime = Number.POSITIVE_INFINITY,
): Promise<VerificationRow> {
	const session = await db.session.get('session');
	const id = request.transactionId;
	if (!id) throw new Error('a request that was sent has an id');
	const time = Date.now();
	const isBegunHere = request.initiatedByMe;
	return {
		id,
		userId: request.otherUserId,
		...(await place(db, request)),
		isBegunHere,
		isWanted: isBegunHere,
		isThisNew: session?.identity === 'locked',
		phase: 'requested',
		time,
		deadline: Math.min(askedTime, time) + lifetimeMs,
		...(!isBegunHere && { methods: methodsOf(request) }),
	};
}

/** The room that it goes through, and what the other person is called there. */
async function place(
	db: AccountDatabase,
	{ roomId, otherUserId }: VerificationRequest,
): Promise<Partial<VerificationRow>> {
	if (roomId === undefined) return {};
	const member = await db.state.get([roomId, 'm.room.member', otherUserId]);
	const name = member?.content.displayname;
	return { roomId, ...(typeof name === 'string' && { personName: name.slice(0, longestName) }) };
}
