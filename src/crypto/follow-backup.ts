import type { MatrixClient } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import { withBackupLock } from './backup-lock.ts';
import { forgetBackedUp, internalCrypto } from './internal.ts';

/**
 * Notes which backup this device's keys go to. The SDK learns of another one only while it lives: where one has
 * taken the other's place while nobody was awake, it would hold the keys for backed up that the new one lacks.
 * So all of them are uploaded again.
 */
export async function followBackup(db: AccountDatabase, client: MatrixClient): Promise<void> {
	const crypto = internalCrypto(client);
	await lookForBackup(client);
	await withBackupLock(async () => {
		const version = await crypto.getActiveSessionBackupVersion();
		const before = (await db.session.get('session'))?.backupVersion;
		if (version === null || version === before) return;
		if (before !== undefined) {
			await forgetBackedUp(client);
			await crypto.checkKeyBackupAndEnable();
		}
		await db.session.update('session', { backupVersion: version });
	});
}

/**
 * The SDK asks once, when it starts: had it started offline, no key would be backed up in its life. A question
 * under way since then may still fail; the second asks only if it did.
 */
async function lookForBackup(client: MatrixClient): Promise<void> {
	const crypto = internalCrypto(client);
	if ((await crypto.getActiveSessionBackupVersion()) !== null) return;
	if ((await crypto.checkKeyBackupAndEnable()) === null) await crypto.getKeyBackupInfo();
}
