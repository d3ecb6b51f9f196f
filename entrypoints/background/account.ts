import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import { isWindowOpen } from '../../src/browser/open-windows.ts';
import { askToPersist } from '../../src/browser/persistent-storage.ts';
import { keepAlarm, stopWakingSoon, wakeSoon } from '../../src/browser/wake-alarm.ts';
import { internalCrypto } from '../../src/crypto/internal.ts';
import { SdkRooms } from '../../src/crypto/sdk-rooms.ts';
import type { SecretKeys } from '../../src/crypto/secret-keys.ts';
import { log } from '../../src/log.ts';
import type { Fetches } from '../../src/media/fetches.ts';
import type { AccountRules } from '../../src/notify/account-rules.ts';
import { judge } from '../../src/notify/judge.ts';
import type { OutboxQueue } from '../../src/outbox/queue.ts';
import type { OutboxSender } from '../../src/outbox/sender.ts';
import { Invitations } from '../../src/rooms/invitations.ts';
import type { AccountDatabase } from '../../src/store/database.ts';
import { watchDiskNotice } from '../../src/store/disk-notice.ts';
import { followGlance } from '../../src/store/follow-glance.ts';
import { dropKeyFiles } from '../../src/store/key-files.ts';
import { keyedHash } from '../../src/store/keyed-hash.ts';
import type { CacheKey } from '../../src/store/seal.ts';
import { isSleepy, type WakeMinutes, writeWakeMinutes } from '../../src/store/settings.ts';
import { sweepUploads } from '../../src/store/uploads.ts';
import type { ApplyContext } from '../../src/sync/apply.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import type { SyncLoop } from '../../src/sync/loop.ts';
import { linkOldRows } from '../../src/timeline/link-old-rows.ts';
import { onLateKeys } from '../../src/timeline/retry.ts';
import { RoomTrust } from '../../src/trust/room-trust.ts';
import { watchOwnDevices } from '../../src/trust/watch-own-devices.ts';
import { Verifications } from '../../src/verification/verifications.ts';
import { AccountCare } from './account-care.ts';
import type { Following } from './following.ts';
import { Intake } from './intake.ts';
import type { Mending } from './mending.ts';
import { type AccountParts, openParts } from './open-parts.ts';
import { outgoing } from './outgoing.ts';
import { sendWaiting } from './waiting.ts';

/** What is to be done at each start gives way to the message that may have woken the background, for so long. */
const firstAnswerMs = 500;
/** A background that died between a key and its rows left none that are older. */
const retriedMs = 7 * 86_400_000;

/** The account in use while the background is awake: its parts, put together. */
export class RunningAccount {
	readonly db: AccountDatabase;
	readonly cacheKey: CacheKey;
	readonly client: MatrixClient;
	readonly secretKeys: SecretKeys;
	readonly timeline: ApplyContext;
	readonly trust: RoomTrust;
	readonly verifications: Verifications;
	readonly invitations: Invitations;
	readonly rules: AccountRules;
	readonly intake: Intake;
	readonly files: Fetches;
	readonly #awake: Wakefulness;
	readonly #queue: OutboxQueue;
	readonly #outbox: OutboxSender;
	readonly #following: Following;
	readonly #care: AccountCare;
	#wakeMinutes: WakeMinutes;
	#isStopped = false;
	readonly #followed: (() => void)[] = [];
	/** Rooms in which somebody began to write before all was caught up. */
	readonly #begun = new Set<string>();

	private constructor(
		{ db, cacheKey, client, secretKeys, rules, following, wakeMinutes }: AccountParts,
		awake: Wakefulness,
		mending: Mending,
	) {
		this.db = db;
		this.cacheKey = cacheKey;
		this.client = client;
		this.secretKeys = secretKeys;
		this.#awake = awake;
		this.#following = following;
		this.#wakeMinutes = wakeMinutes;
		this.#care = new AccountCare(this);
		this.rules = rules;
		const rooms = new SdkRooms(db, client);
		this.invitations = new Invitations(db, client, rooms);
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
		const awaitKey = onLateKeys((sessionIds) => this.intake.retry({ sessionIds }));
		this.timeline = {
			db,
			cacheKey,
			client,
			ownUserId: client.getSafeUserId(),
			crypto: {
				prepare: (changes) => verifications.prepare(changes),
				processSyncChanges: (changes) => verifications.processSyncChanges(changes),
				markAllTrackedUsersAsDirty: () => crypto.markAllTrackedUsersAsDirty(),
				onSyncCompleted: (state) => crypto.onSyncCompleted(state),
			},
			judge: (event) => judge(client, event),
			awaitKey: (_roomId, event: MatrixEvent) => awaitKey(event),
			hashPage: (page) => keyedHash(db, 'page', page),
			heard: (roomId, opened) => verifications.hear(roomId, opened),
			stateChanged: (roomId) => {
				rooms.stateChanged(roomId);
				this.trust.stateChanged(roomId);
			},
			sketchRoom: (room, own) => rooms.sketch(room, own),
			keysCame: (sessionIds) => {
				this.intake
					.retry({ sessionIds })
					.catch((error: unknown) => log.warn('late keys were not used', error));
			},
			accountDataChanged: (type, content) => {
				if (type === 'm.push_rules') this.rules.take(content);
				this.#care.accountDataChanged(type);
			},
		};
		this.intake = new Intake(this.timeline, client, this.rules, {
			rebuild: mending.rebuild,
			reopen: (makeRoom) => {
				// Nothing more is given to keys that are not those of the disk any more.
				this.stop();
				mending.reopen(makeRoom);
			},
		});
		this.trust = new RoomTrust(this.timeline, rooms, {
			decided: () => void this.#outbox.hurry(),
			retry: () => void this.retryUnreadable(),
		});
		const { queue, sender, fetches } = outgoing({ db, cacheKey, client, rooms, trust: this.trust, awake });
		this.files = fetches;
		this.#queue = queue;
		this.#outbox = sender;
	}

	/** Opens an account's store and keys; undefined when there is none, or its token was rejected. */
	static async open(
		userId: string,
		awake: Wakefulness,
		mending: Mending,
	): Promise<RunningAccount | undefined> {
		const opened = await openParts(userId, awake);
		if (!opened) return undefined;
		try {
			const account = new RunningAccount(opened, awake, mending);
			await account.trust.applyExclusion(opened.isExclusionWanted);
			return account;
		} catch (error) {
			opened.following.giveUp(error);
			throw error;
		}
	}

	get #loop(): SyncLoop {
		return this.#following.loop;
	}

	start(): void {
		void askToPersist().catch((error: unknown) => log.warn('the store may be evicted', error));
		this.#followed.push(watchDiskNotice(() => {}));
		watchOwnDevices(this.db, this.client);
		this.#following.handOver({
			apply: (changes) => this.#apply(changes),
			caughtUp: () => this.#caughtUp(),
			rejected: (keepsDevice) => this.#rejected(keepsDevice),
			mayRest: () => this.#mayRest(),
			failed: (error) => this.intake.failed(error),
		});
		void this.#awake.during(async () => {
			await this.#following.firstAnswer(firstAnswerMs);
			if (this.#isStopped) return;
			await Promise.all([
				this.#keepAlarm(),
				this.#care.start(),
				this.intake.showNews(),
				dropKeyFiles(this.db),
				this.verifications.start(),
			]);
			if (!this.#isStopped) this.#followed.push(followGlance(this.db, this.cacheKey));
			await this.restoreKeys();
		});
	}

	/** Somebody looks or has sent something, or it is time to: nothing waits for its next try. */
	nudge(): void {
		this.#loop.nudge();
		void this.#sendWaiting();
	}

	/** Somebody has sent something: it leaves before all else is looked at. */
	poke(): void {
		if (this.#loop.isCaughtUp) {
			this.#outbox.poke().catch((error: unknown) => log.error('the outbox could not be read', error));
		}
		this.nudge();
	}

	/**
	 * Somebody begins to write in a room: its key goes to whoever will read it, once the members are those of this
	 * moment. @throws what `RoomTrust.prepare` throws.
	 */
	async prepare(roomId: string): Promise<void> {
		if (this.#loop.isCaughtUp) await this.trust.prepare(roomId);
		else this.#begun.add(roomId);
	}

	/** The network is another one, or the computer slept: what is under way begins anew. */
	renew(): void {
		this.#loop.renew();
	}

	/** Changes how often a background with no window looks for news. */
	async setWakeMinutes(wakeMinutes: WakeMinutes): Promise<void> {
		await writeWakeMinutes(this.db, wakeMinutes);
		this.#wakeMinutes = wakeMinutes;
		await this.#keepAlarm();
		this.nudge();
	}

	stop(): void {
		this.#isStopped = true;
		this.#loop.stop();
		this.#outbox.stop();
		this.verifications.stop();
		this.client.stopClient();
		for (const unfollow of this.#followed) unfollow();
	}

	/** Stops, and resolves once no answer is being written any more. */
	async end(): Promise<void> {
		this.stop();
		await this.#following.ended;
	}

	/** Tries the rows that wait for those sessions; all that could not be read when undefined. */
	async retryUnreadable(sessionIds?: string[]): Promise<void> {
		await this.intake.retry(sessionIds ? { sessionIds } : { since: 0 });
	}

	/** Goes on with bringing all keys from the key backup, if they are wanted. */
	async restoreKeys(): Promise<void> {
		await this.#awake.during(async () => {
			if (await this.#care.restoreKeys()) await this.retryUnreadable();
		});
	}

	async #apply(changes: ChangeSet): Promise<void> {
		await this.intake.take(changes);
		// Before that, `caughtUp` looks at all of them.
		if (!this.#loop.isCaughtUp) return;
		await this.#care.lookAtKeys();
		await this.intake.watchInvites();
	}

	async #caughtUp(): Promise<void> {
		await this.#queue.hurry();
		void this.#sendWaiting();
		void this.#awake.during(() => this.#prepareBegun());
		await this.#care.look();
		await this.intake.checkInvites();
		await this.intake.retry({ since: Date.now() - retriedMs });
		await this.verifications.caughtUp();
		await sweepUploads(this.db);
		await this.#care.tidy();
		void linkOldRows(this.timeline, () => this.#isStopped);
	}

	/** With no window open and nobody to be verified, a background that is to save power sleeps between its alarms. */
	async #mayRest(): Promise<boolean> {
		if (!isSleepy(this.#wakeMinutes) || this.verifications.isAnyUnderWay) return false;
		return !(await isWindowOpen());
	}

	/**
	 * What waits to be told to the homeserver; what is still there afterwards should not wait for an alarm that
	 * rings seldom. Only once the members are those of this moment: somebody may have left while nobody was awake.
	 * Until then `caughtUp` will do it.
	 */
	async #sendWaiting(): Promise<void> {
		try {
			const { db, client, invitations, rules } = this;
			const [queue, sender, awake] = [this.#queue, this.#outbox, this.#awake];
			const waiting = { db, client, invitations, rules, queue, sender, awake };
			const isAnyLeft = await sendWaiting(waiting, this.#loop.isCaughtUp);
			await (isAnyLeft && isSleepy(this.#wakeMinutes) ? wakeSoon() : stopWakingSoon());
		} catch (error) {
			this.intake.failed(error);
			log.error('what waits could not be sent', error);
		}
	}

	/** What stands in the way is said once the message is sent. */
	async #prepareBegun(): Promise<void> {
		const begun = [...this.#begun];
		this.#begun.clear();
		const prepared = await Promise.allSettled(begun.map((roomId) => this.trust.prepare(roomId)));
		for (const one of prepared)
			if (one.status === 'rejected') log.warn('a room was not made ready to be written to', one.reason);
	}

	async #keepAlarm(): Promise<void> {
		await keepAlarm(this.#wakeMinutes);
	}

	/** Rows, drafts and outbox stay, and wait until the person signs in again: softly, as the same device. */
	async #rejected(keepsDevice: boolean): Promise<void> {
		if (this.#isStopped) return;
		this.stop();
		await this.db.session.update('session', { isRejected: true, keepsDevice });
	}
}
