import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

/** Lets a person find out whether the recovery key that they have kept is the right one. */
export function TestKeyDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const typed = useSignal('');
	const isRight = useSignal(false);
	const task = useTask();
	return (
		<Dialog title={i18n.t('recovery.testTitle')} kind="question" onClose={onClose}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					isRight.value = false;
					void task.run(async () => {
						await ask('identity.testKey', { recoveryKey: typed.value });
						isRight.value = true;
					});
				}}
			>
				<TextField
					label={i18n.t('welcome.key')}
					hint={i18n.t('welcome.recoverHint')}
					value={typed.value}
					isFocused
					isMono
					onInput={(text) => {
						typed.value = text;
						isRight.value = false;
					}}
				/>
				<FailureNote error={task.error} />
				<p role="status">{isRight.value && i18n.t('recovery.testRight')}</p>
				<div class="dialog-actions">
					<button type="button" class="button" onClick={onClose}>
						{i18n.t('common.close')}
					</button>
					<button type="submit" class="button primary" disabled={task.isBusy || typed.value.trim() === ''}>
						{i18n.t('recovery.test')}
					</button>
				</div>
			</form>
		</Dialog>
	);
}
