import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

/** Asks for the recovery key, which is to open the new key backup. */
export function BackupOnDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const recoveryKey = useSignal('');
	const error = useSignal<string | undefined>(undefined);
	const task = useTask();
	const turnOn = async (): Promise<void> => {
		error.value = recoveryKey.value.trim() ? undefined : i18n.t('backup.keyNeeded');
		if (error.value) return;
		const isDone = await task.run(
			async () => void (await ask('backup.turnOn', { recoveryKey: recoveryKey.value })),
		);
		if (isDone) onClose();
	};
	return (
		<Dialog title={i18n.t('backup.turnOnTitle')} kind="question" onClose={onClose}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					void turnOn();
				}}
			>
				<p>{i18n.t('backup.turnOnText')}</p>
				<TextField
					label={i18n.t('backup.recoveryKey')}
					value={recoveryKey.value}
					error={error.value}
					isFocused
					isMono
					onInput={(text) => {
						recoveryKey.value = text;
						error.value = undefined;
					}}
				/>
				<FailureNote error={task.error} />
				<button type="submit" class="button primary" disabled={task.isBusy} aria-busy={task.isBusy}>
					{i18n.t('backup.turnOn')}
				</button>
			</form>
		</Dialog>
	);
}
