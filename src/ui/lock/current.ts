import type { Opener } from '../../store/lock-openers.ts';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { askPasskey } from './passkey.ts';

/**
 * What opens the lock that there is: the passphrase as it was typed, or the passkey, where nothing was.
 * @returns undefined where there is no lock
 * @throws Failure as `askPasskey`.
 */
export async function currentOpener(
	vault: LockedVaultRow | undefined,
	typed: string,
	signal: AbortSignal,
): Promise<Opener | undefined> {
	if (!vault) return undefined;
	if (typed !== '' || !vault.passkey) return { passphrase: typed };
	return { passkey: await askPasskey(vault.passkey, signal) };
}
