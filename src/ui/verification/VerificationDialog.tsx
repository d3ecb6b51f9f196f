import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { openScanner } from '../../browser/windows.ts';
import { ask } from '../../rpc/ask.ts';
import { isUnderWay, type VerificationRow } from '../../store/verification-row.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { VerificationAnswers } from './VerificationAnswers.tsx';
import { VerificationStage } from './VerificationStage.tsx';
import { titleText } from './words.ts';

interface Props {
	row: VerificationRow;
	onClose: () => void;
}

/** One verification, from the request to its end. Closing the dialog lets it go on. */
export function VerificationDialog({ row, onClose }: Props): JSX.Element {
	const task = useTask();
	return (
		<Dialog title={titleText(row)} kind="question" onClose={onClose}>
			<VerificationStage row={row} />
			<FailureNote error={task.error} />
			<div class="dialog-actions">
				{isUnderWay(row) ? (
					<VerificationAnswers
						row={row}
						isBusy={task.isBusy}
						onAnswer={(answer) =>
							void task.run(async () => void (await ask('verification.answer', { id: row.id, answer })))
						}
						onScan={() => void task.run(() => openScanner(row.id))}
					/>
				) : (
					<button type="button" class="button primary" data-autofocus onClick={onClose}>
						{i18n.t('common.close')}
					</button>
				)}
			</div>
		</Dialog>
	);
}
