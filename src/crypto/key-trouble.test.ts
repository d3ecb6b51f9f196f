import { describe, expect, it } from 'vitest';
import { type KeyFacts, keyTrouble } from './key-trouble.ts';

const backup = { isTrusted: true, isKeyHere: true, isKeyStored: true };
const well: KeyFacts = { hasRecoveryKey: true, areSecretsHere: true, areSecretsStored: true, backup };
const { backup: _, ...withoutBackup } = well;

describe('keyTrouble', () => {
	it.each([
		['all is in step', well, undefined],
		['there is no backup', withoutBackup, undefined],
		['there is no recovery key', { ...well, hasRecoveryKey: false }, 'noRecoveryKey'],
		['secret storage lacks the identity', { ...well, areSecretsStored: false }, 'secretsNotStored'],
		['this device lacks the identity', { ...well, areSecretsHere: false }, 'secretsNotHere'],
		['the identity is nowhere', { ...well, areSecretsHere: false, areSecretsStored: false }, undefined],
		[
			'this device lacks the backup’s key',
			{ ...well, backup: { ...backup, isKeyHere: false } },
			'backupKeyNotHere',
		],
		[
			'secret storage lacks the backup’s key',
			{ ...well, backup: { ...backup, isKeyStored: false } },
			'secretsNotStored',
		],
		[
			'nobody has signed the backup',
			{ ...well, backup: { ...backup, isKeyHere: false, isTrusted: false } },
			'backupNotOurs',
		],
		[
			'the key of a signed backup is nowhere',
			{ ...well, backup: { ...backup, isKeyHere: false, isKeyStored: false } },
			'backupNotOurs',
		],
	])('names what is wrong when %s', (_, facts, trouble) => expect(keyTrouble(facts)).toBe(trouble));
});
