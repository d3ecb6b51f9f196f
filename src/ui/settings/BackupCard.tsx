import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { BackupState } from '../../rpc/contract.ts';
import type { IdentityState } from '../../store/account-rows.ts';
import { useAccount } from '../account/context.ts';
import { Awaited } from '../controls/Awaited.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { BackupOffDialog } from './BackupOffDialog.tsx';
import { BackupOnDialog } from './BackupOnDialog.tsx';
import { RestoreKeys } from './RestoreKeys.tsx';

/** Whether the homeserver keeps the keys of this device, and what can be done about it. */
export function BackupCard(): JSX.Element {
	const { db, session } = useAccount();
	const { identity } = session.value;
	const state = useSignal<BackupState | undefined>(undefined);
	const asking = useSignal<'on' | 'off' | undefined>(undefined);
	const { value: upload } = useLive(() => db.keyWork.get('upload'), [db], asRead);
	const task = useTask();
	const look = async (): Promise<void> => {
		state.value = await ask('backup.look');
	};
	const runAndLook = (work: () => Promise<unknown>): void => {
		void task.run(async () => {
			await work();
			await look();
		});
	};
	// The identity decides whether this device may use the backup.
	useEffect(() => void task.run(look), [identity]);
	const closed = (): void => {
		asking.value = undefined;
		void task.run(look);
	};
	const backup = state.value;
	return (
		<section class="card" aria-labelledby="backup">
			<h2 id="backup">{i18n.t('backup.title')}</h2>
			{!backup && task.error === undefined && <ExpectedBackup />}
			{backup && <p role="status">{stateText(backup, identity)}</p>}
			{task.isBusy && backup && upload && <Spinner label={i18n.t('backup.storing', upload)} />}
			<FailureNote error={task.error} />
			{(backup || task.error !== undefined) && (
				<div class="button-row">
					{task.error !== undefined && (
						<button type="button" class="button" onClick={() => runAndLook(async () => undefined)}>
							{i18n.t('backup.lookAgain')}
						</button>
					)}
					{backup?.kind === 'on' && backup.stored < backup.keys && (
						<button
							type="button"
							class="button"
							disabled={task.isBusy}
							onClick={() => runAndLook(() => ask('backup.finish'))}
						>
							{i18n.t('backup.store')}
						</button>
					)}
					{backup?.kind === 'locked' && identity !== 'ready' && (
						<a class="button" href="/welcome.html#recover" target="_blank" rel="noopener">
							{i18n.t('settings.unlock')}
						</a>
					)}
					{backup && identity === 'ready' && (
						<button
							type="button"
							class="button"
							onClick={() => {
								asking.value = backup.kind === 'none' ? 'on' : 'off';
							}}
						>
							{i18n.t(backup.kind === 'none' ? 'backup.turnOn' : 'backup.turnOff')}
						</button>
					)}
				</div>
			)}
			{backup?.kind === 'on' && <RestoreKeys />}
			{asking.value === 'off' && <BackupOffDialog onClose={closed} />}
			{asking.value === 'on' && <BackupOnDialog onClose={closed} />}
		</section>
	);
}

/** Keeps the room of a backup that is on and holds all keys. */
function ExpectedBackup(): JSX.Element {
	return (
		<Awaited label={i18n.t('backup.looking')}>
			<p>{i18n.t('backup.onWhole', { keys: 0 })}</p>
			<div class="button-row">
				<button type="button" class="button">
					{i18n.t('backup.turnOff')}
				</button>
			</div>
			<RestoreKeys />
		</Awaited>
	);
}

function stateText({ kind, keys, stored }: BackupState, identity: IdentityState): string {
	switch (kind) {
		case 'none':
			return i18n.t('backup.none');
		case 'locked':
			return i18n.t(identity === 'ready' ? 'backup.foreign' : 'backup.locked');
		case 'on':
			return stored < keys ? i18n.t('backup.on', { keys, stored }) : i18n.t('backup.onWhole', { keys });
	}
}
