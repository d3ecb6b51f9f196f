import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { queueOutgoing } from '../composer/queue.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';

interface Props {
	roomId: string;
	eventId: string;
	onClose: () => void;
}

/** Asks before a message is deleted for everyone. Client-server API §Redactions. */
export function DeleteDialog({ roomId, eventId, onClose }: Props): JSX.Element {
	const account = useAccount();
	const task = useTask();
	const redact = async (): Promise<void> => {
		await queueOutgoing(account, { roomId, type: 'm.room.redaction', content: { redacts: eventId } });
		onClose();
	};
	return (
		<Dialog title={i18n.t('undo.deleteTitle')} kind="question" onClose={onClose}>
			<p>{i18n.t('undo.deleteText')}</p>
			<FailureNote error={task.error} />
			<div class="dialog-actions">
				<button type="button" class="button" data-autofocus onClick={onClose}>
					{i18n.t('common.cancel')}
				</button>
				<button
					type="button"
					class="button danger"
					disabled={task.isBusy}
					onClick={() => void task.run(redact)}
				>
					{i18n.t('undo.deleteConfirm')}
				</button>
			</div>
		</Dialog>
	);
}
