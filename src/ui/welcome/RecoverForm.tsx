import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useFocusFirst } from '../controls/focus.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

/** Confirms this device with the account's recovery key or passphrase. */
export function RecoverForm({ replacesBackup = false }: { replacesBackup?: boolean }): JSX.Element {
	const typed = useSignal('');
	const task = useTask();
	const form = useFocusFirst();
	return (
		<form
			class="form"
			ref={form}
			onSubmit={(event) => {
				event.preventDefault();
				void task.run(
					async () => void (await ask('identity.recover', { recoveryKey: typed.value, replacesBackup })),
				);
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
				}}
			/>
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy || typed.value.trim() === ''}>
				{i18n.t('welcome.recover')}
			</button>
			{task.isBusy && <Spinner label={i18n.t('welcome.recovering')} />}
		</form>
	);
}
