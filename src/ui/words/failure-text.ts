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
	const { technical } = failure.details;
	return { text: detailedText(failure) ?? codeText(failure.code), ...(technical && { technical }) };
}

/** The words for a failure that is better told with its details, where it has them. */
function detailedText({ code, details }: Failure): string | undefined {
	const { retryAfterMs, character, group, count } = details;
	if ((code === 'rateLimited' || code === 'tooManyGuesses') && retryAfterMs !== undefined) {
		return i18n.t(`failure.${code}Wait`, { wait: waitTime(retryAfterMs, locale) });
	}
	if (code === 'keyCharacter' && character !== undefined && group !== undefined) {
		return i18n.t('failure.keyCharacterAt', { character, group });
	}
	if (code === 'keyTooShort' && count !== undefined) return i18n.t('failure.keyTooShortBy', count);
	if (code === 'keyTooLong' && count !== undefined) return i18n.t('failure.keyTooLongBy', count);
	return undefined;
}

/** The words for a failure that is only known by its code, as in an outbox row. */
export function codeText(code: FailureCode): string {
	return i18n.t(`failure.${code}`);
}
