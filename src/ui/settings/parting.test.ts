import { expect, it } from 'vitest';
import type { BackupState } from '../../rpc/contract.ts';
import type { IdentityState } from '../../store/account-rows.ts';
import { type KeysAre, keysAre } from './parting.ts';

const known = (backup: BackupState) => ({ kind: 'known', backup, otherDevices: 0 }) as const;
const whole = { keys: 7, stored: 7 };

it.each<[KeysAre, BackupState, IdentityState]>([
	['safe', { kind: 'on', ...whole }, 'ready'],
	['unsaved', { kind: 'on', ...whole }, 'unsaved'],
	['unstored', { kind: 'on', keys: 7, stored: 6 }, 'ready'],
	['unstored', { kind: 'on', keys: 7, stored: 6 }, 'unsaved'],
	['noBackup', { kind: 'none', keys: 7, stored: 0 }, 'ready'],
	['unprotected', { kind: 'locked', keys: 7, stored: 0 }, 'ready'],
	['unprotected', { kind: 'on', ...whole }, 'locked'],
	['unprotected', { kind: 'on', ...whole }, 'missing'],
])('keys are %s with a backup like %o and an identity that is %s', (expected, backup, identity) => {
	expect(keysAre(known(backup), identity)).toBe(expected);
});

it('promises nothing while nothing is known', () => {
	expect(keysAre({ kind: 'looking' }, 'ready')).toBe('unknown');
	expect(keysAre({ kind: 'unknown' }, 'ready')).toBe('unknown');
});
