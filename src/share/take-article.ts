import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { cleansAddresses } from '../store/settings.ts';
import type { ReadArticle } from './read-article.ts';

const longest = 20_000_000;
const line = v.pipe(v.string(), v.maxLength(300));

const readArticle = v.object({
	title: line,
	byline: line,
	lang: v.pipe(v.string(), v.maxLength(35)),
	dir: v.picklist(['ltr', 'rtl', '']),
	html: v.pipe(v.string(), v.maxLength(longest)),
	markdown: v.pipe(v.string(), v.maxLength(longest)),
	isCut: v.boolean(),
});

/**
 * Takes the article out of the page in a tab.
 * @throws Failure `pageUnreadable`, or `articleMissing` when the page has none.
 */
export async function takeArticle(db: AccountDatabase, tabId: number): Promise<ReadArticle> {
	const target = { tabId };
	const isClean = await cleansAddresses(db);
	const results = await browser.scripting
		.executeScript({ target, files: ['/read-article.js'] })
		.then(() => browser.scripting.executeScript({ target, func: callReader, args: [isClean] }))
		.catch(() => {
			throw new Failure('pageUnreadable');
		});
	const read = v.safeParse(readArticle, results[0]?.result);
	if (!read.success) throw new Failure('articleMissing');
	return read.output;
}

/** Runs in the page, where the script has left the reader. */
function callReader(isClean: boolean): ReadArticle | undefined {
	return (
		globalThis as unknown as { readArticle: (isClean: boolean) => ReadArticle | undefined }
	).readArticle(isClean);
}
