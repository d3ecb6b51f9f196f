import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { Params } from '../../rpc/contract.ts';
import type { VerificationRow } from '../../store/verification-row.ts';

type Answer = Params<'verification.answer'>['answer'];

interface Props {
	row: VerificationRow;
	isBusy: boolean;
	onAnswer: (answer: Answer) => void;
	/** Absent where one scans already. */
	onScan?: () => void;
}

/** What the person can do about a verification that goes on. */
export function VerificationAnswers({ row, isBusy, onAnswer, onScan }: Props): JSX.Element {
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
	if (row.phase === 'scanned') {
		return (
			<>
				{button('mismatch', i18n.t('verify.scannedNo'))}
				{button('confirm', i18n.t('verify.scannedYes'), 'primary')}
			</>
		);
	}
	return (
		<>
			{button('cancel', i18n.t('verify.cancel'))}
			{row.phase === 'ready' && row.canScan && onScan && (
				<button type="button" class="button" disabled={isBusy} onClick={onScan}>
					{i18n.t('verify.scan')}
				</button>
			)}
			{row.phase === 'ready' && button('compare', i18n.t('verify.compare'), row.code ? '' : 'primary')}
		</>
	);
}
