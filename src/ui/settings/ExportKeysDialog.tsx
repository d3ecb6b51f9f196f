import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { takeKeyFile } from '../../store/key-files.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { saveFile } from '../welcome/save-file.ts';
import { choosePassphrase, leastPassphraseLength } from './passphrase.ts';

/** Saves all keys of this device to a file, under a passphrase that is given twice. */
export function ExportKeysDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const { db } = useAccount();
	const passphrase = useSignal('');
	const again = useSignal('');
	const isAsked = useSignal(false);
	const savedAs = useSignal<string | undefined>(undefined);
	const task = useTask();
	const problem = isAsked.value ? choosePassphrase(passphrase.value, again.value) : undefined;
	const submit = async (): Promise<void> => {
		isAsked.value = true;
		if (choosePassphrase(passphrase.value, again.value)) return;
		await task.run(async () => {
			const { id } = await ask('keys.export', { passphrase: passphrase.value });
			const name = `${i18n.t('backup.fileName')}.txt`;
			saveFile(name, await takeKeyFile(db, id));
			savedAs.value = name;
		});
	};
	return (
		<Dialog title={i18n.t('backup.export')} kind="question" onClose={onClose}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					void submit();
				}}
			>
				<p>{i18n.t('backup.exportText')}</p>
				<TextField
					label={i18n.t('backup.passphrase')}
					type="password"
					autocomplete="new-password"
					value={passphrase.value}
					isFocused
					hint={i18n.t('backup.passphraseHint', { count: leastPassphraseLength })}
					error={
						problem === 'short'
							? i18n.t('backup.passphraseShort', { count: leastPassphraseLength })
							: undefined
					}
					onInput={(text) => {
						passphrase.value = text;
					}}
				/>
				<TextField
					label={i18n.t('backup.passphraseAgain')}
					type="password"
					autocomplete="new-password"
					value={again.value}
					error={problem === 'differs' ? i18n.t('backup.passphraseDiffers') : undefined}
					onInput={(text) => {
						again.value = text;
					}}
				/>
				<FailureNote error={task.error} />
				{task.isBusy && <Spinner label={i18n.t('backup.exporting')} />}
				<p role="status">{savedAs.value && i18n.t('backup.exported', { name: savedAs.value })}</p>
				<button type="submit" class="button primary" disabled={task.isBusy}>
					{i18n.t('backup.export')}
				</button>
			</form>
		</Dialog>
	);
}
