import { i18n } from '#i18n';
import type { VerificationRow } from '../../store/verification-row.ts';
import { cleanName } from '../person/clean-name.ts';

/** What the other device is called. */
export function deviceName({ deviceName, deviceId }: VerificationRow): string {
	return cleanName(deviceName ?? '', deviceId ?? i18n.t('verify.unnamedDevice'));
}

/** What the other person is called. */
export function personName({ personName, userId }: VerificationRow): string {
	return cleanName(personName ?? '', userId);
}

/** What it is about, above all else. */
export function titleText(row: VerificationRow): string {
	return row.roomId ? i18n.t('verify.titlePerson', { name: personName(row) }) : i18n.t('verify.titleDevice');
}

/** What it came to. */
export function endText(row: VerificationRow): string {
	if (row.phase === 'cancelled') return i18n.t(`verify.end.${row.end ?? 'failed'}`);
	if (row.roomId) return i18n.t('verify.donePerson', { name: personName(row) });
	return row.isThisNew ? i18n.t('verify.doneThis') : i18n.t('verify.doneDevice', { name: deviceName(row) });
}

/** Who asks, in a line. */
export function askedText(row: VerificationRow): string {
	if (row.roomId) return i18n.t('verify.lineFromPerson', { name: personName(row) });
	return i18n.t('verify.lineFromDevice', { name: deviceName(row) });
}
