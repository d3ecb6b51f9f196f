import { i18n } from '#i18n';
import { mendWords } from '../../browser/missing-words.ts';

/**
 * The locale of dates and numbers: the person's own variant of the catalogue's language (`en-GB`), so that
 * words and dates never mix two languages.
 */
export const locale: string = chooseLocale(i18n.t('language'), navigator.languages);

/** Tells the page which language and direction its words have, and sees to it that there are some. */
export function declareLanguage(): void {
	document.documentElement.lang = i18n.t('language');
	document.documentElement.dir = i18n.t('direction');
	void mendWords();
}

function chooseLocale(language: string, preferred: readonly string[]): string {
	const fitting = preferred.find((tag) => tag.split('-')[0] === language.split('-')[0]);
	// Without words there is no language either; no date is worth a window that does not open.
	return fitting ?? (language || navigator.language);
}
