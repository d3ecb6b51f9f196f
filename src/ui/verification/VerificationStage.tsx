import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { VerificationRow } from '../../store/verification-row.ts';
import { Icon } from '../controls/Icon.tsx';
import { ShieldCheck } from '../controls/icons.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { clockTime } from '../time/short-time.ts';
import { locale } from '../words/language.ts';
import { CodePicture } from './CodePicture.tsx';
import { EmojiList } from './EmojiList.tsx';
import { deviceName, endText, personName } from './words.ts';

/** How far a verification is, spoken as it changes. */
export function VerificationStage({ row }: { row: VerificationRow }): JSX.Element {
	return (
		<div class="verification" aria-live="polite">
			<Stage row={row} />
		</div>
	);
}

function Stage({ row }: { row: VerificationRow }): JSX.Element {
	const name = personName(row);
	switch (row.phase) {
		case 'requested':
			return <Requested row={row} />;
		case 'ready':
			return <Ready row={row} />;
		case 'started':
			return <Spinner label={i18n.t('verify.waitStart')} />;
		case 'compare':
			return (
				<>
					<p>{row.roomId ? i18n.t('verify.comparePerson', { name }) : i18n.t('verify.compareText')}</p>
					<EmojiList emoji={row.emoji ?? []} />
				</>
			);
		case 'scanned':
			return <p>{row.roomId ? i18n.t('verify.scannedPerson', { name }) : i18n.t('verify.scanned')}</p>;
		case 'recognised':
			return <Recognised row={row} />;
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
			{(row.asksAgain || row.replaces) && <p>{i18n.t('verify.asksAgain')}</p>}
			{row.isBegunHere ? <Spinner label={waitText(row)} /> : <p>{requestText(row)}</p>}
			<p class="hint">{i18n.t('verify.until', { time: clockTime(row.deadline, locale) })}</p>
		</>
	);
}

/** The other side is asked whether this one says so. */
function Recognised({ row }: { row: VerificationRow }): JSX.Element {
	const name = personName(row);
	return (
		<div class="verification-recognised">
			<Icon node={ShieldCheck} size={48} />
			<p>{row.roomId ? i18n.t('verify.recognisedPerson', { name }) : i18n.t('verify.recognised')}</p>
		</div>
	);
}

function Ready({ row }: { row: VerificationRow }): JSX.Element {
	const name = personName(row);
	if (!row.code) return <p>{row.roomId ? i18n.t('verify.readyPerson', { name }) : i18n.t('verify.ready')}</p>;
	return (
		<>
			<p>{row.roomId ? i18n.t('verify.showCodePerson', { name }) : i18n.t('verify.showCode')}</p>
			<CodePicture bytes={row.code} />
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
