import { i18n } from '#i18n';
import type { KeyTrouble } from '../../store/account-rows.ts';

/** What is out of step among the keys, and the one thing that mends it. */
export function troubleWords(trouble: KeyTrouble): { text: string; action: string } {
	return { text: i18n.t(`recovery.trouble.${trouble}`), action: i18n.t(actions[trouble]) };
}

const actions = {
	noRecoveryKey: 'recovery.makeKey',
	secretsNotStored: 'settings.unlock',
	secretsNotHere: 'settings.unlock',
	backupKeyNotHere: 'settings.unlock',
	backupNotOurs: 'recovery.newBackup',
} as const satisfies Record<KeyTrouble, string>;
