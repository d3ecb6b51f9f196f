const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter, made once: making one costs more than a hundred uses. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${locale} ${JSON.stringify(options)}`;
	const known = formats.get(key);
	if (known) return known;
	const made = new Intl.DateTimeFormat(locale, options);
	formats.set(key, made);
	return made;
}
