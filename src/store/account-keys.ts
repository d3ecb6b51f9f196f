import { log } from '../log.ts';
import type { SessionRow } from './account-rows.ts';
import { unseal } from './seal.ts';
import { LockedError, readVaultKey } from './vault.ts';
import { type VaultKeys, vaultKeysOf } from './vault-keys.ts';
import type { VaultRow } from './vault-rows.ts';

export interface AccountKeys {
	session: SessionRow;
	keys: VaultKeys;
}

/**
 * Opens an account's keys; undefined when there are none, or when vault or session are not what was written.
 * @param known the vault key in the browser's memory, where it is asked for already
 * @throws LockedError when they are locked.
 */
export async function openAccountKeys(
	vault: VaultRow | undefined,
	session: SessionRow | undefined,
	known?: Promise<Uint8Array<ArrayBuffer> | undefined>,
): Promise<AccountKeys | undefined> {
	if (!vault || !session) return undefined;
	try {
		const keys = await vaultKeysOf(await readVaultKey(session.userId, vault, known));
		await unseal(keys.cacheKey, session.accessToken);
		return { session, keys };
	} catch (error) {
		if (error instanceof LockedError) throw error;
		log.error('the keys of the account do not open', error);
		return undefined;
	}
}
