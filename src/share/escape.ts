const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Text as it stands in HTML, in an element or an attribute. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Text of several lines. */
export function escapeLines(text: string): string {
	return escapeHtml(text).replace(/\r?\n/g, '<br>');
}

/** Text of one line as it stands in Markdown, where HTML counts too. */
export function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_[\]<>~|&#]/g, '\\$&');
}
