import type { SessionRow } from '../../store/account-rows.ts';

/** Where a person is on the way from nothing to a device that is ready. */
export type Step =
	| 'signIn'
	| 'checking'
	| 'creating'
	| 'recoveryKey'
	| 'recover'
	| 'mend'
	| 'reset'
	| 'change'
	| 'resetting'
	| 'ready';

/** What a person came for: to give the recovery key, which may have been postponed, to change it, or to reset. */
export type Wanted = 'recover' | 'reset' | 'change' | undefined;

/** The step that the session calls for, so that a tab opened again goes on where it was left. */
export function welcomeStep(session: SessionRow | undefined, wanted: Wanted): Step {
	if (!session || session.isRejected) return 'signIn';
	switch (session.identity) {
		case 'unknown':
			return 'checking';
		case 'missing':
			return 'creating';
		case 'unsaved':
			return 'recoveryKey';
		case 'locked':
			return session.isRecoveryPostponed && !wanted ? 'ready' : 'recover';
		case 'resetting':
			return 'resetting';
		case 'ready':
			if (wanted === 'reset' || wanted === 'change') return wanted;
			return session.keyTrouble && wanted ? 'mend' : 'ready';
	}
}
