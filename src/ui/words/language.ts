import { i18n } from '#i18n';

/**
 * The locale of dates and numbers: the person's own variant of the catalogue's language (`en-GB`), so that
 * words and dates never mix two languages.
 */
export const locale: string = chooseLocale(i18n.t('language'), navigator.languages);

/** Tells the page which language and direction its words have. */
export function declareLanguage(): void {
	document.documentElement.lang = i18n.t('language');
	document.documentElement.dir = i18n.t('direction');
}

function chooseLocale(language: string, preferred: readonly string[]): string {
	return preferred.find((tag) => tag.split('-')[0] === language.split('-')[0]) ?? language;
}
