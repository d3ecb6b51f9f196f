import type { Content } from '../store/event-rows.ts';
import { escapeHtml, escapeLines, escapeMarkdown } from './escape.ts';
import { fits } from './format.ts';
import type { ReadArticle } from './read-article.ts';

/** An article as it can be sent. */
export interface Article extends Omit<ReadArticle, 'html'> {
	/** Of its page. */
	url: string;
	/** HTML that cannot run or load anything. */
	markup: string;
}

/** As a message, or as a file. */
export type ArticleForm = 'message' | 'markdown' | 'html';

// Whoever opens the file in a browser tells nobody.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const look =
	'body{max-width:40em;margin:2em auto;padding:0 1em;font:1.125em/1.6 system-ui,sans-serif;color-scheme:light dark;overflow-wrap:anywhere}pre{overflow:auto}table{border-collapse:collapse}td,th{border:1px solid;padding:.25em .5em}';

/** The article as a Markdown file: title, byline and address, then what it says. */
export function articleMarkdown({ title, byline, url, markdown, isCut }: Article): string {
	const head = [`# ${escapeMarkdown(title)}`, byline && escapeMarkdown(byline), `<${url}>`];
	return `${[...head, markdown, isCut && '…'].filter(Boolean).join('\n\n')}\n`;
}

/** The article as a page of its own, which loads nothing. */
export function articleHtml({ title, byline, url, markup, isCut, lang, dir }: Article): string {
	const attributes = [lang && ` lang="${escapeHtml(lang)}"`, dir && ` dir="${dir}"`];
	return [
		`<!doctype html>\n<html${attributes.filter(Boolean).join('')}>\n<head>\n<meta charset="utf-8">`,
		`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
		'<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">',
		`<title>${escapeHtml(title)}</title>\n<style>${look}</style>\n</head>\n<body>`,
		headMarkup({ title, byline, url }, 'h1'),
		markup,
		isCut ? '<p>…</p>' : '',
		'</body>\n</html>\n',
	].join('\n');
}

/** The article as a message of its own; undefined when it is too long for one. */
export function articleMessage(article: Article, comment: string): Content | undefined {
	const { title, byline, url, markdown, markup, isCut } = article;
	if (isCut) return undefined;
	const said = comment.trim();
	const content = {
		msgtype: 'm.text',
		body: [said, [title, byline, url].filter(Boolean).join('\n'), markdown].filter(Boolean).join('\n\n'),
		format: 'org.matrix.custom.html',
		formatted_body: (said && `<p>${escapeLines(said)}</p>`) + headMarkup(article, 'h3') + markup,
	};
	return fits(content) ? content : undefined;
}

function headMarkup(
	{ title, byline, url }: Pick<Article, 'title' | 'byline' | 'url'>,
	heading: string,
): string {
	const address = escapeHtml(url);
	const lines = [byline && escapeHtml(byline), `<a href="${address}">${address}</a>`].filter(Boolean);
	return `<${heading}>${escapeHtml(title)}</${heading}><p>${lines.join('<br>')}</p>`;
}
