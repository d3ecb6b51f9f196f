import { ask } from '../../rpc/ask.ts';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { currentOpener } from './current.ts';
import type { Entry } from './entry.ts';
import { makePasskey } from './passkey.ts';

/** What can be done with the lock in the settings. */
export type Change = 'set' | 'change' | 'usePasskey' | 'removePasskey' | 'remove';

interface Given {
	userId: string;
	/** The lock that there is. */
	vault: LockedVaultRow | undefined;
	entry: Entry;
	signal: AbortSignal;
}

export function takesPassphrase(change: Change): boolean {
	return change === 'set' || change === 'change';
}

/** Does it, once it is shown that who asks can open the lock of before. @throws Failure that says what is wrong. */
export async function changeLock(change: Change, { userId, vault, entry, signal }: Given): Promise<void> {
	const current = await currentOpener(vault, entry.current, signal);
	if (takesPassphrase(change)) {
		await ask('lock.set', { passphrase: entry.next, ...(current && { current }) });
	} else if (change === 'usePasskey') {
		// Before the browser makes a passkey that would be for nothing.
		if (current) await ask('lock.check', current);
		await ask('lock.setPasskey', { ...(await makePasskey(userId, signal)), ...(current && { current }) });
	} else if (current) {
		await ask(change === 'remove' ? 'lock.remove' : 'lock.removePasskey', { current });
	}
}
