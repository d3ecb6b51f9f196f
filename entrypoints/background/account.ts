import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { refreshProfile } from '../../src/account/profile.ts';
import { keepAwake } from '../../src/browser/keep-awake.ts';
import { inspectIdentity } from '../../src/crypto/identity.ts';
import { internalCrypto } from '../../src/crypto/internal.ts';
import { openClient } from '../../src/crypto/open-crypto.ts';
import { SdkRooms } from '../../src/crypto/sdk-rooms.ts';
import { SecretKeys } from '../../src/crypto/secret-keys.ts';
import { log } from '../../src/log.ts';
import { announceLate, announceNews, withdrawRead } from '../../src/notify/announce.ts';
import { updateBadge } from '../../src/notify/badge.ts';
import { judge, setPushRules } from '../../src/notify/judge.ts';
import { OutboxSender } from '../../src/outbox/sender.ts';
import { updateMenu } from '../../src/share/menu.ts';
import { AccountDatabase } from '../../src/store/database.ts';
import type { CacheKey } from '../../src/store/seal.ts';
import { openVault } from '../../src/store/vault.ts';
import { type ApplyContext, applyChanges } from '../../src/sync/apply.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { classicSource } from '../../src/sync/classic.ts';
import { SyncLoop } from '../../src/sync/loop.ts';
import { isSlidingOffered, slidingSource } from '../../src/sync/sliding.ts';
import { SourceChoice } from '../../src/sync/source-choice.ts';
import { onLateKeys, retryUnreadable } from '../../src/timeline/retry.ts';

/** The account in use while the background is awake: its parts, put together. */
export class RunningAccount {
	readonly db: AccountDatabase;
	readonly cacheKey: CacheKey;
	readonly client: MatrixClient;
	readonly secretKeys: SecretKeys;
	readonly timeline: ApplyContext;
	readonly outbox: OutboxSender;
	readonly #loop: SyncLoop;
	#letSleep: () => void = () => {};
	#isLookedAt = false;

	private constructor(db: AccountDatabase, cacheKey: CacheKey, client: MatrixClient, secretKeys: SecretKeys) {
		this.db = db;
		this.cacheKey = cacheKey;
		this.client = client;
		this.secretKeys = secretKeys;
		const rooms = new SdkRooms(db, client);
		const awaitKey = onLateKeys((sessionIds) => this.#retry(sessionIds));
		this.timeline = {
			db,
			cacheKey,
			client,
			ownUserId: client.getSafeUserId(),
			crypto: internalCrypto(client),
			judge: (event) => judge(client, event),
			awaitKey: (_roomId, event: MatrixEvent) => awaitKey(event),
			stateChanged: (roomId) => rooms.stateChanged(roomId),
			sketchRoom: (room) => rooms.sketch(room),
			accountDataChanged: (type, content) => {
				if (type === 'm.push_rules') setPushRules(client, content);
			},
		};
		this.outbox = new OutboxSender({ db, cacheKey, client, rooms });
		this.#loop = new SyncLoop({
			db,
			source: new SourceChoice({ classic: classicSource(client), sliding: slidingSource(client) }, (signal) =>
				isSlidingOffered(client, signal),
			),
			apply: (changes) => this.#apply(changes),
			caughtUp: () => this.#caughtUp(),
			rejected: () => this.#rejected(),
		});
	}

	/** Opens an account's store and keys; undefined when there is none, or its token was rejected. */
	static async open(userId: string): Promise<RunningAccount | undefined> {
		const db = new AccountDatabase(userId);
		const [vault, session] = await Promise.all([db.vault.get('vault'), db.session.get('session')]);
		if (!vault || !session || session.isRejected) {
			db.close();
			return undefined;
		}
		const keys = await openVault(vault);
		const secretKeys = new SecretKeys();
		const client = await openClient(session, keys, secretKeys);
		setPushRules(client, (await db.accountData.get('m.push_rules'))?.content);
		return new RunningAccount(db, keys.cacheKey, client, secretKeys);
	}

	start(): void {
		this.#letSleep = keepAwake();
		void this.#loop.run().catch((error: unknown) => log.error('the sync loop ended', error));
		void this.outbox.poke();
		void this.#lookAtAccount();
		void this.showNews();
	}

	/** Somebody looks, or the net is back: nothing waits for its next try. */
	nudge(): void {
		this.#loop.nudge();
		void this.outbox.poke();
	}

	/** The net is back. */
	hurry(): void {
		this.#loop.nudge();
		void this.outbox.hurry();
	}

	stop(): void {
		this.#loop.stop();
		this.outbox.stop();
		this.client.stopClient();
		this.#letSleep();
	}

	/** Tries rows that could not be read; all of them when `sessionIds` is undefined. */
	async retryUnreadable(): Promise<void> {
		await this.#retry(undefined);
	}

	/** Brings notifications, badge and menu up to date with the store. */
	async showNews(): Promise<void> {
		await announceNews(this.db, this.cacheKey);
		await withdrawRead(this.db);
		await updateBadge(this.db);
		await updateMenu(this.db);
	}

	/** What the homeserver knows of the account itself: its identity, name and picture. */
	async #lookAtAccount(): Promise<void> {
		if (this.#isLookedAt) return;
		try {
			await inspectIdentity(this);
			await refreshProfile(this.db, this.client);
			this.#isLookedAt = true;
		} catch (error) {
			log.warn('the account could not be looked at', error);
		}
	}

	async #apply(changes: ChangeSet): Promise<void> {
		await applyChanges(this.timeline, changes);
		if (changes.rooms.length > 0) await this.showNews();
	}

	async #caughtUp(): Promise<void> {
		await this.outbox.hurry();
		await this.#lookAtAccount();
		await this.retryUnreadable();
	}

	async #retry(sessionIds: string[] | undefined): Promise<void> {
		const readable = await retryUnreadable(this.timeline, sessionIds);
		await announceLate(this.db, this.cacheKey, readable);
		await updateBadge(this.db);
	}

	async #rejected(): Promise<void> {
		await this.db.session.update('session', { isRejected: true });
		this.stop();
	}
}
