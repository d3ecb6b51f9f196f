import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../../rpc/ask.ts';
import type { Answers } from '../../rpc/contract.ts';
import type { IdentityState } from '../../store/account-rows.ts';
import { useTask } from '../controls/task.ts';

/** How far it is known what signing out would do to this device's keys. */
export type Parting =
	| { kind: 'looking' }
	/** The homeserver could not be asked, or not told. */
	| { kind: 'unknown' }
	| ({ kind: 'known' } & Answers['backup.look']);

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
		const answer = await ask('backup.look');
		parting.value = { kind: 'known', ...answer };
		return answer.backup.kind === 'on' && answer.backup.stored < answer.backup.keys;
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
