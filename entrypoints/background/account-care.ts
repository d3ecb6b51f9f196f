import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { refreshProfile } from '../../src/account/profile.ts';
import { restoreFromBackup } from '../../src/crypto/backup-restore.ts';
import { renewDehydratedDevice } from '../../src/crypto/dehydration.ts';
import { type IdentityContext, inspectIdentity } from '../../src/crypto/identity.ts';
import { isAboutKeys } from '../../src/crypto/key-trouble.ts';
import { log } from '../../src/log.ts';
import { learnUploadLimit } from '../../src/media/upload-limit.ts';
import { capMedia } from '../../src/store/media.ts';
import { keepReserve } from '../../src/store/reserve.ts';
import { copyAll } from '../../src/store/safe-copy.ts';

/** Looks after what the account is: its identity, its keys, its name and picture, and its place on the disk. */
export class AccountCare {
	readonly #context: IdentityContext;
	#isLookedAt = false;
	/** Something has changed about the account's keys since they were looked at. */
	#areKeysNews = false;

	constructor(context: IdentityContext) {
		this.#context = context;
		context.client.on(CryptoEvent.KeysChanged, () => {
			this.#areKeysNews = true;
		});
	}

	/** Who has just signed in waits for what comes of a look; else it waits, so that messages don't. */
	async start(): Promise<void> {
		const session = await this.#context.db.session.get('session');
		if (session?.identity === 'unknown') await this.look();
	}

	/** Looks at what the homeserver knows of the account itself, once in a background's life. */
	async look(): Promise<void> {
		if (this.#isLookedAt) return;
		const { db, client } = this.#context;
		try {
			await inspectIdentity(this.#context);
			await renewDehydratedDevice(db, client);
			await refreshProfile(db, client);
			await learnUploadLimit(db, client);
			this.#isLookedAt = true;
		} catch (error) {
			log.warn('the account could not be looked at', error);
		}
	}

	/** Hears of account data. */
	accountDataChanged(type: string): void {
		if (isAboutKeys(type)) this.#areKeysNews = true;
	}

	/** Looks at the account's keys, if something has changed about them. */
	async lookAtKeys(): Promise<void> {
		if (!this.#areKeysNews) return;
		this.#areKeysNews = false;
		await inspectIdentity(this.#context).catch((error: unknown) => {
			this.#areKeysNews = true;
			log.warn('the keys could not be looked at', error);
		});
	}

	/** Goes on with bringing all keys from the key backup, if they are wanted. @returns whether there are new ones. */
	async restoreKeys(): Promise<boolean> {
		const { db, client } = this.#context;
		try {
			return await restoreFromBackup(db, client);
		} catch (error) {
			log.error('the key backup could not be restored', error);
			return false;
		}
	}

	/** Puts things in order on the disk: the copy of what must not be lost, the size of the cache, the reserve. */
	async tidy(): Promise<void> {
		const { db } = this.#context;
		await copyAll(db);
		await capMedia(db);
		await keepReserve(db);
	}
}
