/**
 * Stands in for `unhomoglyph` (alias in wxt.config.ts), 60 kB of look-alike letters by which the SDK would
 * compare the display names of its own rooms: Messa names people itself (`ui/person`) and never shows those.
 */
export default function unhomoglyph(text: string): string {
	return text;
}
