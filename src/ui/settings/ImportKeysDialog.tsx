import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { leaveKeyFile } from '../../store/key-files.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { FileField } from '../controls/FileField.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

/** Takes in the keys of a file that any Matrix client has saved. */
export function ImportKeysDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const { db } = useAccount();
	const file = useSignal<File | undefined>(undefined);
	const passphrase = useSignal('');
	const isAsked = useSignal(false);
	const fileId = useSignal('');
	const answer = useSignal<{ imported: number } | undefined>(undefined);
	const task = useTask();
	const id = fileId.value;
	const { value: row } = useLive(() => db.keyFiles.get(id), [db, id], asRead);
	const submit = async (): Promise<void> => {
		isAsked.value = true;
		answer.value = undefined;
		const chosen = file.value;
		if (!chosen || !passphrase.value) return;
		await task.run(async () => {
			fileId.value = await leaveKeyFile(db, chosen);
			answer.value = await ask('keys.import', { id: fileId.value, passphrase: passphrase.value });
		});
	};
	const progress = row?.progress;
	return (
		<Dialog title={i18n.t('backup.import')} kind="question" onClose={onClose}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					void submit();
				}}
			>
				<p>{i18n.t('backup.importText')}</p>
				<FileField
					label={i18n.t('backup.chooseFile')}
					error={isAsked.value && !file.value ? i18n.t('backup.fileNeeded') : undefined}
					onChoose={(chosen) => {
						file.value = chosen;
						answer.value = undefined;
					}}
				/>
				<TextField
					label={i18n.t('backup.filePassphrase')}
					type="password"
					value={passphrase.value}
					error={isAsked.value && !passphrase.value ? i18n.t('backup.passphraseNeeded') : undefined}
					onInput={(text) => {
						passphrase.value = text;
					}}
				/>
				<FailureNote error={task.error} />
				{task.isBusy && (
					<Spinner
						label={progress ? i18n.t('backup.importProgress', progress) : i18n.t('backup.importing')}
					/>
				)}
				<p role="status">
					{answer.value &&
						(answer.value.imported > 0
							? i18n.t('backup.imported', answer.value.imported)
							: i18n.t('backup.importedNone'))}
				</p>
				<button type="submit" class="button primary" disabled={task.isBusy}>
					{i18n.t('backup.import')}
				</button>
			</form>
		</Dialog>
	);
}
