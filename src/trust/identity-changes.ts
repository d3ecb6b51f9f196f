import { Dexie } from 'dexie';
import type { MatrixClient } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { internalCrypto } from '../crypto/internal.ts';
import { isUserId } from '../crypto/user-id.ts';
import { Failure } from '../failure.ts';
import type { IdentityChangeRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';

/**
 * Keeps, of everybody whose identity has changed, that the person has to decide about it, and forgets it
 * once they have. MSC4153 §Pinning violation.
 */
export class IdentityChanges {
	readonly #db: AccountDatabase;
	readonly #client: MatrixClient;
	/** Rooms whose members were all looked at in the life of this background; then changes are told as they come. */
	readonly #inspected = new Set<string>();

	constructor(db: AccountDatabase, client: MatrixClient) {
		this.#db = db;
		this.#client = client;
	}

	/** Looks at one person. @returns whether a decision was awaited and is no more. */
	async inspect(userId: string): Promise<boolean> {
		if (userId === this.#client.getSafeUserId() || !isUserId(userId)) return false;
		const kind = await this.#kindOf(userId);
		const before = await this.#db.identityChanges.get(userId);
		if (before?.kind === kind) return false;
		if (kind) await this.#db.identityChanges.put({ userId, kind });
		else await this.#db.identityChanges.delete(userId);
		return before !== undefined && kind !== 'confirmed';
	}

	/** Looks at a room's members, once in the life of this background. */
	async inspectRoom(roomId: string): Promise<void> {
		if (this.#inspected.has(roomId)) return;
		for (const userId of await this.#members(roomId)) await this.inspect(userId);
		this.#inspected.add(roomId);
	}

	/** Members may have come that were not looked at. */
	stateChanged(roomId: string): void {
		this.#inspected.delete(roomId);
	}

	/** @throws Failure `identityChanged` while somebody who was confirmed has another identity in that room. */
	async mustBeDecided(roomId: string): Promise<void> {
		await this.inspectRoom(roomId);
		const changes = await this.#db.identityChanges.where('kind').equals('confirmed').toArray();
		if (changes.length === 0) return;
		const keys = changes.map(({ userId }): [string, string, string] => [roomId, 'm.room.member', userId]);
		const members = await this.#db.state.bulkGet(keys);
		if (members.some((member) => isThere(member?.content))) throw new Failure('identityChanged');
	}

	/**
	 * The person goes on with somebody's new identity: one who was confirmed counts as not confirmed.
	 * @throws Failure when that cannot be kept.
	 */
	async accept(userId: string): Promise<void> {
		const crypto = internalCrypto(this.#client);
		try {
			if ((await this.#kindOf(userId)) === 'confirmed') await crypto.withdrawVerificationRequirement(userId);
			else await crypto.pinCurrentUserIdentity(userId);
		} catch (error) {
			throw requestFailure(error);
		}
		await this.inspect(userId);
	}

	async #kindOf(userId: string): Promise<IdentityChangeRow['kind'] | undefined> {
		const status = await internalCrypto(this.#client).getUserVerificationStatus(userId);
		if (status.wasCrossSigningVerified() && !status.isCrossSigningVerified()) return 'confirmed';
		return status.needsUserApproval ? 'pinned' : undefined;
	}

	async #members(roomId: string): Promise<string[]> {
		const rows = await this.#db.state
			.where('[roomId+type+stateKey]')
			.between([roomId, 'm.room.member', Dexie.minKey], [roomId, 'm.room.member', Dexie.maxKey])
			.toArray();
		return rows.filter(({ content }) => isThere(content)).map(({ stateKey }) => stateKey);
	}
}

function isThere(content: Record<string, unknown> | undefined): boolean {
	return content?.membership === 'join' || content?.membership === 'invite';
}
