import { describe, expect, it } from 'vitest';
import type { SessionRow } from '../../store/account-rows.ts';
import { welcomeStep } from './step.ts';

function session(changes: Partial<SessionRow>): SessionRow {
	return {
		id: 'session',
		userId: '@alice:x',
		deviceId: 'D',
		baseUrl: 'https://x',
		accessToken: new Uint8Array(),
		identity: 'unknown',
		...changes,
	};
}

describe('welcomeStep', () => {
	it('begins with signing in', () => expect(welcomeStep(undefined, undefined)).toBe('signIn'));
	it('signs in again where the token was rejected', () => {
		expect(welcomeStep(session({ identity: 'ready', isRejected: true }), undefined)).toBe('signIn');
	});
	it.each([
		['unknown', 'checking'],
		['missing', 'creating'],
		['unsaved', 'recoveryKey'],
		['locked', 'recover'],
		['resetting', 'resetting'],
		['ready', 'ready'],
	] as const)('goes on from %s', (identity, step) =>
		expect(welcomeStep(session({ identity }), undefined)).toBe(step),
	);
	it('does not ask again for what was postponed, unless one comes for it', () => {
		const postponed = session({ identity: 'locked', isRecoveryPostponed: true });
		expect(welcomeStep(postponed, undefined)).toBe('ready');
		expect(welcomeStep(postponed, 'recover')).toBe('recover');
	});
	it('resets what is ready only for who came for that', () => {
		expect(welcomeStep(session({ identity: 'ready' }), 'reset')).toBe('reset');
		expect(welcomeStep(session({ identity: 'ready' }), 'recover')).toBe('ready');
	});
	it('mends what is out of step for who came for that', () => {
		const trouble = session({ identity: 'ready', keyTrouble: 'secretsNotStored' });
		expect(welcomeStep(trouble, 'recover')).toBe('mend');
		expect(welcomeStep(trouble, undefined)).toBe('ready');
	});
});
