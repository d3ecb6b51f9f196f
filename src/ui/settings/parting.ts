import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../../rpc/ask.ts';
import type { BackupState } from '../../rpc/contract.ts';
import type { IdentityState } from '../../store/account-rows.ts';
import { useTask } from '../controls/task.ts';

/** How far it is known what signing out would do to this device's keys. */
export type Parting =
	| { kind: 'looking' }
	/** The homeserver could not be asked, or not told. */
	| { kind: 'unknown' }
	| { kind: 'known'; backup: BackupState; otherDevices: number };

/** What becomes of the keys: only `safe` leaves nothing behind. */
export type KeysAre = 'safe' | 'unstored' | 'unsaved' | 'noBackup' | 'unprotected' | 'unknown';

/** Says what would become of the keys of a device whose identity is that far. */
export function keysAre(parting: Parting, identity: IdentityState): KeysAre {
	if (parting.kind !== 'known') return 'unknown';
	const { kind, keys, stored } = parting.backup;
	if (kind === 'none') return 'noBackup';
	if (kind === 'locked' || (identity !== 'ready' && identity !== 'unsaved')) return 'unprotected';
	if (stored < keys) return 'unstored';
	return identity === 'unsaved' ? 'unsaved' : 'safe';
}

/** Looks at the backup, finishes it where something is missing, and looks again. */
export function useParting(): { parting: Parting; isBusy: boolean; error: unknown; finish: () => void } {
	const parting = useSignal<Parting>({ kind: 'looking' });
	const task = useTask();
	const look = async (): Promise<boolean> => {
		const [backup, otherDevices] = await Promise.all([ask('backup.look'), ask('devices.countOthers')]);
		parting.value = { kind: 'known', backup, otherDevices };
		return backup.kind === 'on' && backup.stored < backup.keys;
	};
	const finish = (): void => {
		void task
			.run(async () => {
				if (!(await look())) return;
				await ask('backup.finish');
				await look();
			})
			.then((isDone) => {
				if (!isDone && parting.value.kind === 'looking') parting.value = { kind: 'unknown' };
			});
	};
	// Once, when the question is opened.
	useEffect(finish, []);
	return { parting: parting.value, isBusy: task.isBusy, error: task.error, finish };
}
