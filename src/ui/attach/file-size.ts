const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** A size in words, such as "1.2 MB". `locale` is a BCP 47 tag. */
export function fileSize(bytes: number, locale: string): string {
	const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: units[power] ?? 'byte',
		unitDisplay: power === 0 ? 'long' : 'short',
		maximumFractionDigits: power < 2 ? 0 : 1,
	}).format(bytes / 1000 ** power);
}
