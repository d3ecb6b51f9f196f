import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { isUnderWay, type VerificationRow } from '../../store/verification-row.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { X } from '../controls/icons.ts';
import { askedText, endText } from './words.ts';

interface Props {
	row: VerificationRow;
	onOpen: () => void;
	onForget: () => void;
}

/** A calm line: somebody asks, something waits to be finished, or it came to nothing. */
export function VerificationLine({ row, onOpen, onForget }: Props): JSX.Element {
	if (!isUnderWay(row)) {
		return (
			<div class="notice">
				<p>{endText(row)}</p>
				<IconButton icon={X} label={i18n.t('common.close')} onClick={onForget} />
			</div>
		);
	}
	const isAsked = row.phase === 'requested' && !row.isBegunHere;
	return (
		<div class="notice">
			<p>{isAsked ? askedText(row) : i18n.t('verify.lineUnderWay')}</p>
			<button type="button" class="button small" onClick={onOpen}>
				{i18n.t(isAsked ? 'verify.review' : 'verify.continue')}
			</button>
		</div>
	);
}
