import type { MatrixClient } from 'matrix-js-sdk';
import { Tokens } from '../../src/account/tokens.ts';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import { makeClient, openCrypto } from '../../src/crypto/open-crypto.ts';
import { SecretKeys } from '../../src/crypto/secret-keys.ts';
import { AccountRules } from '../../src/notify/account-rules.ts';
import type { AccountDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { CacheKey } from '../../src/store/seal.ts';
import { readsExclusion, readWakeMinutes, type WakeMinutes } from '../../src/store/settings.ts';
import { Following } from './following.ts';

/** What an account is put together from. */
export interface AccountParts {
	db: AccountDatabase;
	cacheKey: CacheKey;
	/** Its crypto store is open. */
	client: MatrixClient;
	secretKeys: SecretKeys;
	rules: AccountRules;
	following: Following;
	wakeMinutes: WakeMinutes;
	/** Whether devices that their owners have not confirmed are to be left out. */
	isExclusionWanted: boolean;
}

/**
 * Opens an account's store and keys, and asks the homeserver for news meanwhile; undefined when there is none, or
 * its token was rejected. @throws what the store and crypto throw.
 */
export async function openParts(userId: string, awake: Wakefulness): Promise<AccountParts | undefined> {
	const store = await openStore(userId);
	if (!store) return undefined;
	const { db, session, keys } = store;
	if (session.isRejected) {
		db.close();
		return undefined;
	}
	const secretKeys = new SecretKeys();
	const client = makeClient(session, secretKeys, new Tokens(db, keys.cacheKey, session.deviceId));
	const following = new Following(db, client, awake);
	const rules = new AccountRules(db, client);
	try {
		const [wakeMinutes, isExclusionWanted] = await Promise.all([
			readWakeMinutes(db),
			readsExclusion(db),
			openCrypto(client, session, keys),
			rules.load(),
		]);
		return {
			db,
			cacheKey: keys.cacheKey,
			client,
			secretKeys,
			rules,
			following,
			wakeMinutes,
			isExclusionWanted,
		};
	} catch (error) {
		following.giveUp(error);
		throw error;
	}
}
