import DOMPurify, { type Config } from 'dompurify';

// Source: client-server API, "m.room.message msgtypes", allowed HTML tags and attributes.
const tags =
	'del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div table thead tbody tr th td caption pre span img details summary';
const attributes = 'href start class alt title data-mx-spoiler';
const longestAttribute = 2048;

const config: Config & { RETURN_DOM_FRAGMENT: true } = {
	ALLOWED_TAGS: tags.split(' '),
	ALLOWED_ATTR: attributes.split(' '),
	ALLOW_DATA_ATTR: false,
	ALLOW_ARIA_ATTR: false,
	ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|matrix:)/i,
	// The quote that a reply repeats; the real one is shown above the message.
	FORBID_TAGS: ['mx-reply'],
	ADD_FORBID_CONTENTS: ['mx-reply'],
	SANITIZE_NAMED_PROPS: true,
	RETURN_DOM_FRAGMENT: true,
	...trustedTypesPolicy(),
};

/** A stranger's HTML as nodes that cannot run, load or reach outside their bubble. */
export function cleanHtml(html: string): DocumentFragment {
	const fragment = DOMPurify.sanitize(html, config);
	for (const image of fragment.querySelectorAll('img')) image.replaceWith(image.alt || image.title);
	for (const link of fragment.querySelectorAll('a')) cleanLink(link);
	for (const element of fragment.querySelectorAll('[class]')) cleanClass(element);
	for (const spoiler of fragment.querySelectorAll<HTMLElement>('span[data-mx-spoiler]'))
		cleanSpoiler(spoiler);
	for (const table of fragment.querySelectorAll('table, pre')) (table as HTMLElement).tabIndex = 0;
	return fragment;
}

/** Opens outside, tells the other side nothing, and shows where it leads. */
function cleanLink(link: HTMLAnchorElement): void {
	const address = link.getAttribute('href') ?? '';
	if (!address || address.length > longestAttribute) {
		link.removeAttribute('href');
		return;
	}
	link.target = '_blank';
	link.rel = 'noopener noreferrer';
	link.title = address;
}

/** Classes are for code languages alone: any other could borrow the look of our own controls. */
function cleanClass(element: Element): void {
	const language = [...element.classList].find((name) => /^language-[\w-]{1,32}$/.test(name));
	element.removeAttribute('class');
	if (language && element.tagName === 'CODE') element.className = language;
}

function cleanSpoiler(spoiler: HTMLElement): void {
	spoiler.className = 'spoiler';
	spoiler.tabIndex = 0;
}

/** The one policy of the extension, where the browser enforces Trusted Types. */
function trustedTypesPolicy(): Pick<Config, 'TRUSTED_TYPES_POLICY'> {
	const factory = (globalThis as { trustedTypes?: { createPolicy: PolicyMaker } }).trustedTypes;
	if (!factory) return {};
	// DOMPurify asks for both; only HTML on its way into the inert parser passes through here.
	return {
		TRUSTED_TYPES_POLICY: factory.createPolicy('messa-html', {
			createHTML: (html) => html,
			createScriptURL: () => '',
		}),
	};
}

type Policy = NonNullable<Config['TRUSTED_TYPES_POLICY']>;
type PolicyMaker = (
	name: string,
	rules: { createHTML: (html: string) => string; createScriptURL: (url: string) => string },
) => Policy;
