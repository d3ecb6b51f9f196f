import { i18n } from '#i18n';
import type { VerificationRow } from '../../store/verification-row.ts';
import { cleanName } from '../person/clean-name.ts';

/** What the other device is called. */
export function deviceName({ deviceName, deviceId }: VerificationRow): string {
	return cleanName(deviceName ?? '', deviceId ?? i18n.t('verify.unnamedDevice'));
}

/** What it came to. */
export function endText(row: VerificationRow): string {
	if (row.phase === 'cancelled') return i18n.t(`verify.end.${row.end ?? 'failed'}`);
	return row.isThisNew ? i18n.t('verify.doneThis') : i18n.t('verify.doneDevice', { name: deviceName(row) });
}
