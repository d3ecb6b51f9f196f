import type { SessionRow } from '../../store/rows.ts';

/** Where a person is on the way from nothing to a device that is ready. */
export type Step = 'signIn' | 'checking' | 'creating' | 'recoveryKey' | 'recover' | 'ready';

/**
 * The step that the session calls for, so that a tab opened again goes on where it was left.
 * @param wantsRecovery the person came to give the recovery key that they postponed
 */
export function welcomeStep(session: SessionRow | undefined, wantsRecovery: boolean): Step {
	if (!session || session.isRejected) return 'signIn';
	switch (session.identity) {
		case 'unknown':
			return 'checking';
		case 'missing':
			return 'creating';
		case 'unsaved':
			return 'recoveryKey';
		case 'locked':
			return session.isRecoveryPostponed && !wantsRecovery ? 'ready' : 'recover';
		case 'ready':
			return 'ready';
	}
}
