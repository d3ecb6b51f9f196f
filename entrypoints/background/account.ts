import { HttpApiEvent, type MatrixClient, type MatrixEvent } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { refreshProfile } from '../../src/account/profile.ts';
import { Tokens } from '../../src/account/tokens.ts';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import { isWindowOpen } from '../../src/browser/open-windows.ts';
import { askToPersist } from '../../src/browser/persistent-storage.ts';
import { keepAlarm, wakeSoon } from '../../src/browser/wake-alarm.ts';
import { restoreFromBackup } from '../../src/crypto/backup-restore.ts';
import { renewDehydratedDevice } from '../../src/crypto/dehydration.ts';
import { inspectIdentity } from '../../src/crypto/identity.ts';
import { internalCrypto } from '../../src/crypto/internal.ts';
import { isAboutKeys } from '../../src/crypto/key-trouble.ts';
import { openClient } from '../../src/crypto/open-crypto.ts';
import { SdkRooms } from '../../src/crypto/sdk-rooms.ts';
import { SecretKeys } from '../../src/crypto/secret-keys.ts';
import { StaleCryptoError } from '../../src/crypto/stale.ts';
import { log } from '../../src/log.ts';
import { announceLate, announceNews, withdrawRead } from '../../src/notify/announce.ts';
import { updateBadge } from '../../src/notify/badge.ts';
import { judge, setPushRules } from '../../src/notify/judge.ts';
import { homeserverDelivery } from '../../src/outbox/delivery.ts';
import { OutboxQueue } from '../../src/outbox/queue.ts';
import { OutboxSender } from '../../src/outbox/sender.ts';
import { tellMarkers } from '../../src/rooms/tell-markers.ts';
import { updateMenu } from '../../src/share/menu.ts';
import { checkRoom } from '../../src/store/check-room.ts';
import type { AccountDatabase } from '../../src/store/database.ts';
import { watchDiskNotice } from '../../src/store/disk-notice.ts';
import type { StoreFault } from '../../src/store/fault.ts';
import { makeRoom, withSpace } from '../../src/store/free-space.ts';
import { dropKeyFiles } from '../../src/store/key-files.ts';
import { capMedia } from '../../src/store/media.ts';
import { openStore } from '../../src/store/open-store.ts';
import { keepReserve } from '../../src/store/reserve.ts';
import { copyAll } from '../../src/store/safe-copy.ts';
import type { CacheKey } from '../../src/store/seal.ts';
import { isSleepy, readWakeMinutes, type WakeMinutes, writeWakeMinutes } from '../../src/store/settings.ts';
import { StoreWatch } from '../../src/store/store-watch.ts';
import { type ApplyContext, applyChanges } from '../../src/sync/apply.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { classicSource } from '../../src/sync/classic.ts';
import { listInvites } from '../../src/sync/invites.ts';
import { SyncLoop } from '../../src/sync/loop.ts';
import { isSlidingOffered, slidingSource } from '../../src/sync/sliding.ts';
import { SourceChoice } from '../../src/sync/source-choice.ts';
import { fillGap } from '../../src/timeline/fill-gap.ts';
import type { GapEnd } from '../../src/timeline/gaps.ts';
import { onLateKeys, type Retried, retryUnreadable } from '../../src/timeline/retry.ts';
import { applyExclusion } from '../../src/trust/exclusion.ts';
import { RoomTrust } from '../../src/trust/room-trust.ts';
import { watchOwnDevices } from '../../src/trust/watch-own-devices.ts';
import { Verifications } from '../../src/verification/verifications.ts';

/** An invite may be withdrawn soon after it was sent: until then it is looked at with every answer. */
const inviteWatchMs = 60 * 60_000;
const inviteAnswerMs = 10_000;
/** A background that died between a key and its rows left none that are older. */
const retriedMs = 7 * 86_400_000;

/** What an account that cannot go on as it is asks for. */
export interface Mending {
	/** Its store is damaged. */
	rebuild: (fault: StoreFault) => void;
	/** Its keys have to be opened anew from the disk; `hasRoom` when more fits there than before. */
	reopen: (hasRoom: boolean) => void;
}

/** The account in use while the background is awake: its parts, put together. */
export class RunningAccount {
	readonly db: AccountDatabase;
	readonly cacheKey: CacheKey;
	readonly client: MatrixClient;
	readonly secretKeys: SecretKeys;
	readonly timeline: ApplyContext;
	readonly trust: RoomTrust;
	readonly verifications: Verifications;
	readonly #awake: Wakefulness;
	readonly #queue: OutboxQueue;
	readonly #outbox: OutboxSender;
	readonly #loop: SyncLoop;
	#isLookedAt = false;
	/** Something has changed about the account's keys since they were looked at. */
	#areKeysNews = false;
	#isStopped = false;

	readonly #watch: StoreWatch;
	readonly #reopen: Mending['reopen'];
	#ended: Promise<void> = Promise.resolve();
	#unfollowDisk: () => void = () => {};

	private constructor(
		db: AccountDatabase,
		cacheKey: CacheKey,
		client: MatrixClient,
		secretKeys: SecretKeys,
		awake: Wakefulness,
		{ rebuild, reopen }: Mending,
	) {
		this.db = db;
		this.cacheKey = cacheKey;
		this.client = client;
		this.secretKeys = secretKeys;
		this.#awake = awake;
		this.#watch = new StoreWatch(rebuild);
		this.#reopen = reopen;
		const rooms = new SdkRooms(db, client);
		const verifications = new Verifications({
			db,
			cacheKey,
			client,
			secretKeys,
			rooms,
			awake,
			retry: () => this.retryUnreadable(),
		});
		this.verifications = verifications;
		const crypto = internalCrypto(client);
		const awaitKey = onLateKeys((sessionIds) => this.#retry({ sessionIds }));
		this.timeline = {
			db,
			cacheKey,
			client,
			ownUserId: client.getSafeUserId(),
			crypto: {
				processSyncChanges: (changes) => verifications.processSyncChanges(changes),
				markAllTrackedUsersAsDirty: () => crypto.markAllTrackedUsersAsDirty(),
				onSyncCompleted: (state) => crypto.onSyncCompleted(state),
			},
			judge: (event) => judge(client, event),
			awaitKey: (_roomId, event: MatrixEvent) => awaitKey(event),
			heard: (roomId, opened) => verifications.hear(roomId, opened),
			stateChanged: (roomId) => {
				rooms.stateChanged(roomId);
				this.trust.stateChanged(roomId);
			},
			sketchRoom: (room) => rooms.sketch(room),
			keysCame: (sessionIds) => {
				this.#retry({ sessionIds }).catch((error: unknown) => log.warn('late keys were not used', error));
			},
			accountDataChanged: (type, content) => {
				if (type === 'm.push_rules') setPushRules(client, content);
				if (isAboutKeys(type)) this.#areKeysNews = true;
			},
		};
		this.trust = new RoomTrust(this.timeline, rooms, {
			decided: () => void this.#outbox.hurry(),
			retry: () => void this.#retry({ since: 0 }),
		});
		this.#queue = new OutboxQueue(db);
		const { mustBeDecided } = this.trust;
		this.#outbox = new OutboxSender({
			queue: this.#queue,
			delivery: homeserverDelivery({ db, cacheKey, client, rooms, queue: this.#queue, mustBeDecided }),
			awake: (work) => awake.during(work),
			alone: (roomId, work) => navigator.locks.request(`messa/outbox/${roomId}`, work),
			now: () => Date.now(),
			later: (ms, run) => {
				const timer = setTimeout(run, ms);
				return () => clearTimeout(timer);
			},
		});
		this.#loop = new SyncLoop({
			db,
			source: new SourceChoice({ classic: classicSource(client), sliding: slidingSource(client) }, (signal) =>
				isSlidingOffered(client, signal),
			),
			apply: (changes) => this.#apply(changes),
			caughtUp: () => this.#caughtUp(),
			rejected: () => this.#rejected(false),
			awake: (work) => awake.during(work),
			mayRest: () => this.#mayRest(),
			failed: (error) => this.#watch.hears(error),
		});
		client.on(CryptoEvent.KeysChanged, () => (this.#areKeysNews = true));
		client.on(HttpApiEvent.SessionLoggedOut, ({ data }) => void this.#rejected(data.soft_logout === true));
	}

	/** Opens an account's store and keys; undefined when there is none, or its token was rejected. */
	static async open(
		userId: string,
		awake: Wakefulness,
		mending: Mending,
	): Promise<RunningAccount | undefined> {
		const store = await openStore(userId);
		if (!store) return undefined;
		const { db, session, keys } = store;
		if (session.isRejected) {
			db.close();
			return undefined;
		}
		const secretKeys = new SecretKeys();
		const tokens = new Tokens(db, keys.cacheKey, session.deviceId);
		const client = await openClient(session, keys, secretKeys, tokens);
		setPushRules(client, (await db.accountData.get('m.push_rules'))?.content);
		await applyExclusion(db, client);
		return new RunningAccount(db, keys.cacheKey, client, secretKeys, awake, mending);
	}

	start(): void {
		void askToPersist().catch((error: unknown) => log.warn('the store may be evicted', error));
		this.#unfollowDisk = watchDiskNotice(() => {});
		watchOwnDevices(this.db, this.client);
		this.#ended = this.#loop.run().catch((error: unknown) => log.error('the sync loop ended', error));
		void this.#awake.during(async () => {
			const session = await this.db.session.get('session');
			// Who has just signed in waits for what comes of it; else it waits, so that messages don't.
			const look = session?.identity === 'unknown' ? this.#lookAtAccount() : undefined;
			await Promise.all([
				this.#keepAlarm(),
				look,
				this.showNews(),
				dropKeyFiles(this.db),
				this.verifications.start(),
			]);
			await this.restoreKeys();
		});
	}

	/** Somebody looks or has sent something, or it is time to: nothing waits for its next try. */
	nudge(): void {
		this.#loop.nudge();
		void this.#sendWaiting();
	}

	/** The network is another one, or the computer slept: what is under way begins anew. */
	renew(): void {
		this.#loop.renew();
	}

	/** Changes how often a background with no window looks for news. */
	async setWakeMinutes(wakeMinutes: WakeMinutes): Promise<void> {
		await writeWakeMinutes(this.db, wakeMinutes);
		await this.#keepAlarm();
		this.nudge();
	}

	stop(): void {
		this.#isStopped = true;
		this.#loop.stop();
		this.#outbox.stop();
		this.verifications.stop();
		this.client.stopClient();
		this.#unfollowDisk();
	}

	/** Stops, and resolves once no answer is being written any more. */
	async end(): Promise<void> {
		this.stop();
		await this.#ended;
	}

	/** Looks whether a room's rows are what was written. */
	async check(roomId: string): Promise<void> {
		await this.#watched(() => checkRoom(this.db, this.cacheKey, roomId));
	}

	/** Fetches a page of what is missing at a gap. @throws Failure when the homeserver can't be asked. */
	async fillGap(roomId: string, order: number, from: GapEnd): Promise<{ hasMore: boolean }> {
		return await this.#watched(() => withSpace(this.db, () => fillGap(this.timeline, roomId, order, from)));
	}

	/** Tries the rows that wait for those sessions; all that could not be read when undefined. */
	async retryUnreadable(sessionIds?: string[]): Promise<void> {
		await this.#retry(sessionIds ? { sessionIds } : { since: 0 });
	}

	/** Goes on with bringing all keys from the key backup, if they are wanted. */
	async restoreKeys(): Promise<void> {
		await this.#awake.during(async () => {
			const hasNewKeys = await restoreFromBackup(this.db, this.client).catch((error: unknown) =>
				log.error('the key backup could not be restored', error),
			);
			if (hasNewKeys) await this.retryUnreadable();
		});
	}

	/** Brings notifications, badge and menu up to date with the store; `roomIds` are those that have changed. */
	async showNews(roomIds?: string[]): Promise<void> {
		await this.#watched(async () => {
			await withSpace(this.db, () => announceNews(this.db, this.cacheKey));
			await withdrawRead(this.db, roomIds);
			await updateBadge(this.db);
			await updateMenu(this.db);
		});
	}

	/** What the homeserver knows of the account itself: its identity, name and picture. */
	async #lookAtAccount(): Promise<void> {
		if (this.#isLookedAt) return;
		try {
			await inspectIdentity(this);
			await renewDehydratedDevice(this.db, this.client);
			await refreshProfile(this.db, this.client);
			this.#isLookedAt = true;
		} catch (error) {
			log.warn('the account could not be looked at', error);
		}
	}

	async #apply(changes: ChangeSet): Promise<void> {
		await this.#take(changes);
		// Before that, `caughtUp` looks at all of them.
		if (!this.#loop.isCaughtUp) return;
		if (this.#areKeysNews) await this.#lookAtKeys();
		await this.#checkInvites(Date.now() - inviteWatchMs);
	}

	async #lookAtKeys(): Promise<void> {
		this.#areKeysNews = false;
		await inspectIdentity(this).catch((error: unknown) => {
			this.#areKeysNews = true;
			log.warn('the keys could not be looked at', error);
		});
	}

	async #take(changes: ChangeSet): Promise<void> {
		const roomIds = await withSpace(this.db, () => applyChanges(this.timeline, changes)).catch(
			(error: unknown) => this.#notTaken(error),
		);
		this.#watch.isWell();
		if (roomIds.length > 0) await this.showNews(roomIds);
	}

	/** Nothing more is given to keys that are not those of the disk any more. */
	async #notTaken(error: unknown): Promise<never> {
		if (error instanceof StaleCryptoError) {
			this.stop();
			this.#reopen(await makeRoom(this.db, error.cause));
		}
		throw error;
	}

	/** Takes back invites that are there no more, of those that came after `newerThan` (ms since the epoch). */
	async #checkInvites(newerThan: number): Promise<void> {
		const signal = AbortSignal.timeout(inviteAnswerMs);
		const left = await listInvites(this.db, this.client, newerThan, signal).catch((error: unknown) => {
			log.warn('the invites could not be looked at', error);
			return undefined;
		});
		if (left) await this.#take(left);
	}

	async #caughtUp(): Promise<void> {
		await this.#queue.hurry();
		void this.#sendWaiting();
		await this.#lookAtAccount();
		await this.#checkInvites(0);
		await this.#retry({ since: Date.now() - retriedMs });
		await this.verifications.caughtUp();
		await copyAll(this.db);
		await capMedia(this.db);
		await keepReserve(this.db);
	}

	/** Has damage noticed where no answer of the homeserver meets it. */
	async #watched<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			this.#watch.hears(error);
			throw error;
		}
	}

	/** With no window open and nobody to be verified, a background that is to save power sleeps between its alarms. */
	async #mayRest(): Promise<boolean> {
		const isBusy = this.verifications.isAnyUnderWay || (await isWindowOpen());
		return isSleepy(await readWakeMinutes(this.db)) && !isBusy;
	}

	/**
	 * What waits to be told to the homeserver. Only once the members are those of this moment: somebody may
	 * have left while nobody was awake. Until then `caughtUp` will do it.
	 */
	async #sendWaiting(): Promise<void> {
		try {
			if (this.#loop.isCaughtUp) {
				await Promise.all([
					this.#outbox.poke(),
					this.#awake.during(() => tellMarkers(this.db, this.client, Date.now())),
				]);
			}
			// What is still there should not wait for an alarm that rings seldom.
			const left = (await this.#queue.count()) + (await this.db.markers.count());
			if (left > 0 && isSleepy(await readWakeMinutes(this.db))) await wakeSoon();
		} catch (error) {
			log.error('what waits could not be sent', error);
		}
	}

	async #keepAlarm(): Promise<void> {
		await keepAlarm(await readWakeMinutes(this.db));
	}

	async #retry(retried: Retried): Promise<void> {
		const readable = await this.#watched(() =>
			withSpace(this.db, () => retryUnreadable(this.timeline, retried)),
		);
		await announceLate(this.db, this.cacheKey, readable);
		await updateBadge(this.db);
	}

	/** Rows, drafts and outbox stay, and wait until the person signs in again: softly, as the same device. */
	async #rejected(keepsDevice: boolean): Promise<void> {
		if (this.#isStopped) return;
		this.stop();
		await this.db.session.update('session', { isRejected: true, keepsDevice });
	}
}
