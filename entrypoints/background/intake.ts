import type { MatrixClient } from 'matrix-js-sdk';
import { StaleCryptoError } from '../../src/crypto/stale.ts';
import { log } from '../../src/log.ts';
import type { AccountRules } from '../../src/notify/account-rules.ts';
import { announceNews, withdrawRead } from '../../src/notify/announce.ts';
import { updateBadge } from '../../src/notify/badge.ts';
import { updateMenu } from '../../src/share/menu.ts';
import { checkRoom } from '../../src/store/check-room.ts';
import { makeRoom, withSpace } from '../../src/store/free-space.ts';
import { StoreWatch } from '../../src/store/store-watch.ts';
import { type ApplyContext, applyChanges } from '../../src/sync/apply.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { isInvited, listInvites } from '../../src/sync/invites.ts';
import { fillGap } from '../../src/timeline/fill-gap.ts';
import type { GapEnd } from '../../src/timeline/gaps.ts';
import { type Retried, retryUnreadable } from '../../src/timeline/retry.ts';
import type { Mending } from './mending.ts';

const inviteAnswerMs = 10_000;
/** An invite may be withdrawn soon after it was sent: until then it is looked at with every answer. */
const inviteWatchMs = 60 * 60_000;

/** Brings what the homeserver gives into the store, and then before the person. Full and damaged disks are met here. */
export class Intake {
	readonly #timeline: ApplyContext;
	readonly #client: MatrixClient;
	readonly #rules: AccountRules;
	readonly #watch: StoreWatch;
	readonly #reopen: Mending['reopen'];
	/** What the last answer that was taken in says beside news. */
	#heard: string | undefined;
	/** An invite may have come of late. */
	#mayBeInvited = true;

	constructor(
		timeline: ApplyContext,
		client: MatrixClient,
		rules: AccountRules,
		{ rebuild, reopen }: Mending,
	) {
		this.#timeline = timeline;
		this.#client = client;
		this.#rules = rules;
		this.#watch = new StoreWatch(rebuild);
		this.#reopen = reopen;
	}

	/** Takes in one answer. @throws what the store and crypto throw; then the account may have to be opened anew. */
	async take(changes: ChangeSet): Promise<void> {
		const { db, crypto } = this.#timeline;
		const { oneTimeKeysCounts, unusedFallbackKeys } = changes.crypto;
		const heard = JSON.stringify([changes.position, oneTimeKeysCounts, unusedFallbackKeys]);
		if (heard === this.#heard && isEmpty(changes) && !this.#rules.areNew) {
			// What could not be asked before may be asked now.
			crypto.onSyncCompleted({});
			return;
		}
		const roomIds = await withSpace(db, () => applyChanges(this.#timeline, changes)).catch(
			async (error: unknown) => {
				if (error instanceof StaleCryptoError) this.#reopen(() => makeRoom(db, error.cause));
				throw error;
			},
		);
		this.#heard = heard;
		if (changes.rooms.length > 0) this.#mayBeInvited = true;
		this.#watch.isWell();
		if (this.#rules.areNew) await this.showNews();
		else if (roomIds.length > 0) await this.showNews(roomIds);
	}

	/** Hears of what failed elsewhere: the store may be damaged. */
	failed(error: unknown): void {
		this.#watch.hears(error);
	}

	/** Takes back invites that are there no more. */
	async checkInvites(): Promise<void> {
		await this.#checkInvites(0);
	}

	/** The same, for as long as one is new. */
	async watchInvites(): Promise<void> {
		if (this.#mayBeInvited) this.#mayBeInvited = await this.#checkInvites(Date.now() - inviteWatchMs);
	}

	/** @returns whether there were any that came after `newerThan`, ms since the epoch. */
	async #checkInvites(newerThan: number): Promise<boolean> {
		const { db } = this.#timeline;
		if (!(await isInvited(db, newerThan))) return false;
		const signal = AbortSignal.timeout(inviteAnswerMs);
		const left = await listInvites(db, this.#client, signal).catch((error: unknown) => {
			log.warn('the invites could not be looked at', error);
			return undefined;
		});
		if (left) await this.take(left);
		return true;
	}

	/** Looks whether a room's rows are what was written. */
	async check(roomId: string): Promise<void> {
		const { db, cacheKey } = this.#timeline;
		await this.#watched(() => checkRoom(db, cacheKey, roomId));
	}

	/** Fetches a page of what is missing at a gap. @throws Failure when the homeserver can't be asked. */
	async fillGap(roomId: string, order: number, from: GapEnd): Promise<{ hasMore: boolean }> {
		const timeline = this.#timeline;
		return await this.#watched(() => withSpace(timeline.db, () => fillGap(timeline, roomId, order, from)));
	}

	/** Tries rows again that could not be read, and announces what can be. */
	async retry(retried: Retried): Promise<void> {
		const { db, cacheKey } = this.#timeline;
		await this.#watched(() => withSpace(db, () => retryUnreadable(this.#timeline, retried)));
		await withSpace(db, () => announceNews(db, cacheKey));
		await updateBadge(db);
	}

	/** Brings notifications, badge and menu up to date with the store; `roomIds` are those that have changed. */
	async showNews(roomIds?: string[]): Promise<void> {
		const { db, cacheKey } = this.#timeline;
		await this.#watched(async () => {
			await withSpace(db, () => announceNews(db, cacheKey));
			await withSpace(db, () => this.#rules.markRooms(roomIds));
			await withdrawRead(db, roomIds);
			await updateBadge(db);
			await updateMenu(db);
		});
	}

	/** Has damage noticed where no answer of the homeserver meets it. */
	async #watched<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			this.failed(error);
			throw error;
		}
	}
}

/** Whether an answer brings nothing, as most answers do. */
function isEmpty({ crypto, accountData, rooms, listing, isUnconnected }: ChangeSet): boolean {
	const { toDeviceEvents, deviceLists: { changed = [], left = [] } = {} } = crypto;
	const lists: unknown[][] = [rooms, accountData, toDeviceEvents, changed, left];
	return lists.every(({ length }) => length === 0) && !listing && !isUnconnected;
}
