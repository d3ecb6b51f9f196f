import type { KeyTrouble } from '../store/account-rows.ts';
import { asContent } from '../timeline/raw-event.ts';
import type { IdentityContext } from './identity.ts';
import { internalCrypto } from './internal.ts';

/** What this device, the account's data and its homeserver hold of the account's keys. */
export interface KeyFacts {
	hasRecoveryKey: boolean;
	/** The identity's private keys. */
	areSecretsHere: boolean;
	areSecretsStored: boolean;
	/** Absent where the account has no backup. */
	backup?: { isTrusted: boolean; isKeyHere: boolean; isKeyStored: boolean };
}

/** Names the first thing that is out of step; what comes first is mended first. */
export function keyTrouble(facts: KeyFacts): KeyTrouble | undefined {
	const { hasRecoveryKey, areSecretsHere, areSecretsStored, backup } = facts;
	if (!hasRecoveryKey) return areSecretsHere ? 'noRecoveryKey' : undefined;
	if (!areSecretsStored) return areSecretsHere ? 'secretsNotStored' : undefined;
	if (!areSecretsHere) return 'secretsNotHere';
	if (!backup) return undefined;
	if (!backup.isKeyHere) return backup.isTrusted && backup.isKeyStored ? 'backupKeyNotHere' : 'backupNotOurs';
	return backup.isKeyStored ? undefined : 'secretsNotStored';
}

const secrets = ['m.cross_signing.master', 'm.cross_signing.self_signing', 'm.cross_signing.user_signing'];
const backupSecret = 'm.megolm_backup.v1';

/** Whether `readKeyFacts` looks at account data of that type. */
export function isAboutKeys(type: string): boolean {
	return type === 'm.secret_storage.default_key' || type === backupSecret || secrets.includes(type);
}

/** Looks at what is here; the homeserver is asked for its backup once in a life of the background. */
export async function readKeyFacts({ db, client }: IdentityContext): Promise<KeyFacts> {
	const crypto = internalCrypto(client);
	const content = async (type: string) => (await db.accountData.get(type))?.content ?? {};
	const { key } = await content('m.secret_storage.default_key');
	const isStored = async (type: string): Promise<boolean> =>
		typeof key === 'string' && asContent((await content(type)).encrypted)?.[key] !== undefined;
	const stored = await Promise.all(secrets.map(isStored));
	const info = await crypto.getKeyBackupInfo();
	const trust = info && (await crypto.isKeyBackupTrusted(info));
	return {
		hasRecoveryKey: typeof key === 'string',
		areSecretsHere: (await crypto.getCrossSigningKeyId()) !== null,
		areSecretsStored: stored.every((is) => is),
		...(trust && {
			backup: {
				isTrusted: trust.trusted,
				isKeyHere: trust.matchesDecryptionKey === true,
				isKeyStored: await isStored(backupSecret),
			},
		}),
	};
}
