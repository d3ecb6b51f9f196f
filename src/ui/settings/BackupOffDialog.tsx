import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';

/** Says what turning the key backup off means before it does. */
export function BackupOffDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const task = useTask();
	const turnOff = async (): Promise<void> => {
		if (await task.run(async () => void (await ask('backup.turnOff')))) onClose();
	};
	return (
		<Dialog title={i18n.t('backup.turnOffTitle')} kind="question" onClose={onClose}>
			<p>{i18n.t('backup.turnOffText')}</p>
			<FailureNote error={task.error} />
			<div class="dialog-actions">
				<button type="button" class="button" data-autofocus disabled={task.isBusy} onClick={onClose}>
					{i18n.t('common.cancel')}
				</button>
				<button
					type="button"
					class="button danger"
					disabled={task.isBusy}
					aria-busy={task.isBusy}
					onClick={() => void turnOff()}
				>
					{i18n.t('backup.turnOffConfirm')}
				</button>
			</div>
		</Dialog>
	);
}
