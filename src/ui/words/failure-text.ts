import { i18n } from '#i18n';
import { Failure, type FailureCode } from '../../failure.ts';
import { waitTime } from '../time/short-time.ts';
import { locale } from './language.ts';

/** An error in words for a person, with technical text for a report. */
export interface FailureText {
	text: string;
	technical?: string;
}

export function failureText(error: unknown): FailureText {
	const failure = error instanceof Failure ? error : new Failure('unknown', { technical: String(error) });
	const { retryAfterMs, technical } = failure.details;
	const text =
		failure.code === 'rateLimited' && retryAfterMs !== undefined
			? i18n.t('failure.rateLimitedWait', { wait: waitTime(retryAfterMs, locale) })
			: codeText(failure.code);
	return { text, ...(technical && { technical }) };
}

/** The words for a failure that is only known by its code, as in an outbox row. */
export function codeText(code: FailureCode): string {
	return i18n.t(`failure.${code}`);
}
