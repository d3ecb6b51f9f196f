import { cleanHtml } from '../message/clean-html.ts';

/** An article's HTML as it is sent: the tags that messages may have, and nothing that runs or loads. */
export function articleMarkup(html: string): string {
	const holder = document.createElement('div');
	holder.append(cleanHtml(html));
	// These are for the window of a chat.
	for (const element of holder.querySelectorAll('[title], [tabindex], [target], [rel]')) {
		for (const name of ['title', 'tabindex', 'target', 'rel']) element.removeAttribute(name);
	}
	return holder.innerHTML;
}
