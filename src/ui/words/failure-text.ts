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
	const wait = retryAfterMs === undefined ? undefined : waitTime(retryAfterMs, locale);
	const text =
		wait !== undefined && (failure.code === 'rateLimited' || failure.code === 'tooManyGuesses')
			? i18n.t(`failure.${failure.code}Wait`, { wait })
			: codeText(failure.code);
	return { text, ...(technical && { technical }) };
}

/** The words for a failure that is only known by its code, as in an outbox row. */
export function codeText(code: FailureCode): string {
	return i18n.t(`failure.${code}`);
}
