import type { MatrixClient } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import type { FailureCode } from '../failure.ts';
import { log } from '../log.ts';
import { judgeTry } from '../outbox/verdict.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { InvitationRow } from '../store/room-rows.ts';
import { backoffMs } from '../sync/backoff.ts';
import { invite } from './invite.ts';

const longestWaitMs = 60 * 60_000;

/** Invites people to rooms: what is wanted is a row until it is done, so that it outlives the background. */
export class Invitations {
	readonly #db: AccountDatabase;
	readonly #client: MatrixClient;
	readonly #rooms: SdkRooms;

	constructor(db: AccountDatabase, client: MatrixClient, rooms: SdkRooms) {
		this.#db = db;
		this.#client = client;
		this.#rooms = rooms;
	}

	/**
	 * The person wants somebody invited: keeps that, and tries at once.
	 * @returns whether it is done; why it is not is in its row.
	 */
	async add(wanted: Pick<InvitationRow, 'roomId' | 'userId' | 'sharesHistory'>): Promise<boolean> {
		await this.#db.invitations.put({ ...wanted, attempt: 0, nextTry: 0 });
		await this.send(Date.now());
		return (await this.#db.invitations.get([wanted.roomId, wanted.userId])) === undefined;
	}

	/** The person does not want it any more, or knows that it was refused. */
	async forget(roomId: string, userId: string): Promise<void> {
		await this.#db.invitations.delete([roomId, userId]);
	}

	/** Makes those that are due at `now` (ms since the epoch). What is refused stays until the person knows. */
	async send(now: number): Promise<void> {
		await navigator.locks.request('messa/invitations', async () => {
			for (const row of await this.#db.invitations.toArray()) {
				// A time further off than any wait was left by a clock that has been put back since.
				const isDue = row.nextTry <= now || row.nextTry > now + longestWaitMs;
				if (!row.isRefused && isDue) await this.#try(row, now);
			}
		});
	}

	/** How many are still to be made. */
	async count(): Promise<number> {
		return await this.#db.invitations.filter(({ isRefused }) => !isRefused).count();
	}

	async #try(row: InvitationRow, now: number): Promise<void> {
		const key: [string, string] = [row.roomId, row.userId];
		try {
			await invite({ db: this.#db, client: this.#client, rooms: this.#rooms }, row);
			await this.#db.invitations.delete(key);
		} catch (error) {
			log.warn('somebody could not be invited', error);
			const attempt = row.attempt + 1;
			const verdict = judgeTry(error, attempt);
			if (verdict.kind === 'refused') {
				await this.#db.invitations.update(key, { isRefused: true, failure: refusal(verdict.code) });
				return;
			}
			const nextTry = now + Math.min(longestWaitMs, backoffMs(attempt, verdict.retryAfterMs));
			await this.#db.invitations.update(key, { attempt, nextTry, failure: requestFailure(error).code });
		}
	}
}

/** The homeserver says no more than that it does not allow it. */
function refusal(code: FailureCode): FailureCode {
	return code === 'notAllowed' ? 'inviteNotAllowed' : code;
}
