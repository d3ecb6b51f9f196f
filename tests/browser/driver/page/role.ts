// Everything in this folder runs inside the page as source text (`injected.ts`): a file imports only types.

/** The element's ARIA role: its own, or what HTML-AAM gives its tag. Empty when it has none. */
export function roleOf(element: Element): string {
	const own = element.getAttribute('role')?.trim().split(/\s+/)[0];
	if (own) return own;
	const tag = element.localName;
	const type = element.getAttribute('type')?.toLowerCase() ?? 'text';
	const named = element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby');
	const sectioned = element.parentElement?.closest('article, aside, main, nav, section') ?? null;
	const inputs: Record<string, string> = {
		button: 'button',
		submit: 'button',
		reset: 'button',
		image: 'button',
		checkbox: 'checkbox',
		radio: 'radio',
		range: 'slider',
		number: 'spinbutton',
		search: 'searchbox',
		hidden: '',
		file: 'button',
		color: '',
		date: '',
		time: '',
		// HTML-AAM gives a password field no role; people look for it as a text field.
		password: 'textbox',
	};
	const tags: Record<string, string> = {
		article: 'article',
		aside: 'complementary',
		blockquote: 'blockquote',
		button: 'button',
		code: 'code',
		datalist: 'listbox',
		dd: 'definition',
		details: 'group',
		dialog: 'dialog',
		dt: 'term',
		fieldset: 'group',
		figure: 'figure',
		form: 'form',
		hr: 'separator',
		li: 'listitem',
		main: 'main',
		menu: 'list',
		meter: 'meter',
		nav: 'navigation',
		ol: 'list',
		optgroup: 'group',
		option: 'option',
		output: 'status',
		p: 'paragraph',
		progress: 'progressbar',
		summary: 'button',
		table: 'table',
		tbody: 'rowgroup',
		td: 'cell',
		textarea: 'textbox',
		th: 'columnheader',
		time: 'time',
		tr: 'row',
		ul: 'list',
	};
	if (tag === 'a' || tag === 'area') return element.hasAttribute('href') ? 'link' : '';
	if (/^h[1-6]$/.test(tag)) return 'heading';
	if (tag === 'img') return element.getAttribute('alt') === '' ? 'presentation' : 'img';
	if (tag === 'input') {
		if (element.hasAttribute('list') && type !== 'hidden') return 'combobox';
		return inputs[type] ?? 'textbox';
	}
	if (tag === 'select') {
		return element.hasAttribute('multiple') || Number(element.getAttribute('size') ?? 1) > 1
			? 'listbox'
			: 'combobox';
	}
	if (tag === 'header') return sectioned ? '' : 'banner';
	if (tag === 'footer') return sectioned ? '' : 'contentinfo';
	if (tag === 'section') return named ? 'region' : '';
	return tags[tag] ?? '';
}
