import TurndownService from 'turndown';

let made: TurndownService | undefined;

/** Writes HTML as Markdown. In it nothing of the text becomes markup, be it Markdown or HTML. */
export function toMarkdown(html: string | HTMLElement): string {
	return service().turndown(html);
}

function service(): TurndownService {
	made ??= make();
	return made;
}

function make(): TurndownService {
	const turndown = new TurndownService({
		headingStyle: 'atx',
		hr: '---',
		bulletListMarker: '-',
		codeBlockStyle: 'fenced',
		emDelimiter: '*',
	});
	const escaped = turndown.escape.bind(turndown);
	turndown.escape = (text) => escaped(text).replace(/[<&|~]/g, '\\$&');
	turndown.addRule('deleted', { filter: ['del', 's'], replacement: (content) => `~~${content}~~` });
	// GitHub Flavored Markdown §Tables: a cell is one line.
	turndown.addRule('cell', {
		filter: ['td', 'th'],
		replacement: (content) => ` ${content.replace(/\s*\n\s*/g, ' ').trim()} |`,
	});
	turndown.addRule('row', {
		filter: 'tr',
		replacement: (content, node) => {
			const row = node as HTMLTableRowElement;
			const rule = isFirstRow(row) ? `|${' --- |'.repeat(row.querySelectorAll('td, th').length)}\n` : '';
			return `|${content}\n${rule}`;
		},
	});
	turndown.addRule('table', { filter: 'table', replacement: (content) => `\n\n${content}\n\n` });
	turndown.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
	return turndown;
}

function isFirstRow(row: Element): boolean {
	let table = row.parentNode;
	while (table && table.nodeName !== 'TABLE') table = table.parentNode;
	return (table as Element | null)?.querySelector('tr') === row;
}
