import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

interface Props {
	deviceId: string;
	/** What it is called now. */
	name: string;
	onClose: (hasChanged: boolean) => void;
}

/** Another name for a device. */
export function RenameForm({ deviceId, name, onClose }: Props): JSX.Element {
	const text = useSignal(name);
	const isEmpty = useSignal(false);
	const task = useTask();
	const save = async (): Promise<void> => {
		isEmpty.value = text.value.trim() === '';
		if (isEmpty.value) return;
		if (await task.run(() => ask('devices.rename', { deviceId, name: text.value }))) onClose(true);
	};
	return (
		<form
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				void save();
			}}
		>
			<TextField
				label={i18n.t('devices.newName', { name })}
				value={text.value}
				error={isEmpty.value ? i18n.t('devices.nameNeeded') : undefined}
				onInput={(value) => (text.value = value)}
			/>
			<FailureNote error={task.error} />
			<div class="button-row">
				<button type="submit" class="button small primary" disabled={task.isBusy}>
					{i18n.t('devices.save')}
				</button>
				<button type="button" class="button small" onClick={() => onClose(false)}>
					{i18n.t('common.cancel')}
				</button>
			</div>
		</form>
	);
}
