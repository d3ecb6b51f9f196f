import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { Params } from '../../rpc/contract.ts';
import { isUnderWay, type VerificationRow } from '../../store/verification-row.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { clockTime } from '../time/short-time.ts';
import { locale } from '../words/language.ts';
import { EmojiList } from './EmojiList.tsx';
import { deviceName, endText, personName } from './words.ts';

type Answer = Params<'verification.answer'>['answer'];

interface Props {
	row: VerificationRow;
	onClose: () => void;
}

/** One verification, from the request to its end. Closing the dialog lets it go on. */
export function VerificationDialog({ row, onClose }: Props): JSX.Element {
	const task = useTask();
	const answer = (answer: Answer): void => {
		void task.run(async () => void (await ask('verification.answer', { id: row.id, answer })));
	};
	return (
		<Dialog
			title={
				row.roomId ? i18n.t('verify.titlePerson', { name: personName(row) }) : i18n.t('verify.titleDevice')
			}
			kind="question"
			onClose={onClose}
		>
			<div class="verification" aria-live="polite">
				<Stage row={row} />
			</div>
			<FailureNote error={task.error} />
			<div class="dialog-actions">
				{isUnderWay(row) ? (
					<Answers row={row} isBusy={task.isBusy} onAnswer={answer} />
				) : (
					<button type="button" class="button primary" data-autofocus onClick={onClose}>
						{i18n.t('common.close')}
					</button>
				)}
			</div>
		</Dialog>
	);
}

function Stage({ row }: { row: VerificationRow }): JSX.Element {
	const name = personName(row);
	switch (row.phase) {
		case 'requested':
			return <Requested row={row} />;
		case 'ready':
			return <p>{row.roomId ? i18n.t('verify.readyPerson', { name }) : i18n.t('verify.ready')}</p>;
		case 'started':
			return <Spinner label={i18n.t('verify.waitStart')} />;
		case 'compare':
			return (
				<>
					<p>{row.roomId ? i18n.t('verify.comparePerson', { name }) : i18n.t('verify.compareText')}</p>
					<EmojiList emoji={row.emoji ?? []} />
				</>
			);
		case 'confirmed':
			return <Spinner label={i18n.t('verify.waitConfirm')} />;
		case 'done':
		case 'cancelled':
			return <p>{endText(row)}</p>;
	}
}

function Requested({ row }: { row: VerificationRow }): JSX.Element {
	return (
		<>
			{row.isBegunHere ? <Spinner label={waitText(row)} /> : <p>{requestText(row)}</p>}
			<p class="hint">{i18n.t('verify.until', { time: clockTime(row.deadline, locale) })}</p>
		</>
	);
}

function waitText(row: VerificationRow): string {
	return row.roomId ? i18n.t('verify.waitPerson', { name: personName(row) }) : i18n.t('verify.waitAccept');
}

function requestText(row: VerificationRow): string {
	if (row.roomId) return i18n.t('verify.askedPerson', { name: personName(row) });
	return i18n.t('verify.askedDevice', { name: deviceName(row) });
}

interface AnswersProps {
	row: VerificationRow;
	isBusy: boolean;
	onAnswer: (answer: Answer) => void;
}

function Answers({ row, isBusy, onAnswer }: AnswersProps): JSX.Element {
	const button = (answer: Answer, label: string, kind = ''): JSX.Element => (
		<button type="button" class={`button ${kind}`} disabled={isBusy} onClick={() => onAnswer(answer)}>
			{label}
		</button>
	);
	if (row.phase === 'requested' && !row.isBegunHere) {
		return (
			<>
				{button('cancel', i18n.t(row.roomId ? 'verify.decline' : 'verify.notMe'))}
				{button('accept', i18n.t('verify.accept'), 'primary')}
			</>
		);
	}
	if (row.phase === 'compare') {
		return (
			<>
				{button('mismatch', i18n.t('verify.mismatch'))}
				{button('confirm', i18n.t('verify.match'), 'primary')}
			</>
		);
	}
	return (
		<>
			{button('cancel', i18n.t('verify.cancel'))}
			{row.phase === 'ready' && button('compare', i18n.t('verify.compare'), 'primary')}
		</>
	);
}
