import type { IdentityState } from '../../store/account-rows.ts';
import type { UnreadableReason } from '../../store/event-rows.ts';

/**
 * The one thing that a person can do about a message that cannot be read: `confirm` this device, which
 * opens the key backup to it; `look` for the key again; undefined where nothing on this device helps.
 */
export function unreadableHelp(
	reason: UnreadableReason | undefined,
	identity: IdentityState,
): 'confirm' | 'look' | undefined {
	switch (reason) {
		case 'keyMissing':
		case 'keyStartsLater':
		case 'notInBackup':
		case 'withheldNoChannel':
		case 'backupLocked':
		case 'withheldUnverified':
			// Another device of one's own may have been given the key, and have put it into the backup.
			return identity === 'locked' ? 'confirm' : 'look';
		default:
			return undefined;
	}
}
