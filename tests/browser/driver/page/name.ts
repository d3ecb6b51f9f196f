import type { roleOf as RoleOf } from './role.ts';

declare const roleOf: typeof RoleOf;

/** The element's accessible name, by the steps of accname-1.2 that our pages use; whitespace is collapsed. */
export function nameOf(element: Element): string {
	const fromContent = new Set(
		(
			'button cell checkbox columnheader gridcell heading link listitem menuitem menuitemcheckbox menuitemradio option ' +
			'radio row switch tab tooltip treeitem'
		).split(' '),
	);
	const tidy = (text: string): string =>
		text
			.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
			.replace(/\s+/g, ' ')
			.trim();

	function name(target: Element, inside: boolean, followed: boolean): string {
		const references = followed ? null : target.getAttribute('aria-labelledby');
		if (references) {
			const parts = references
				.split(/\s+/)
				.map((id) => target.ownerDocument.getElementById(id))
				.map((other) => (other ? name(other, true, true) : ''));
			if (parts.some(Boolean)) return parts.join(' ');
		}
		const label = target.getAttribute('aria-label');
		if (label?.trim()) return label;
		const native = fromMarkup(target, inside);
		if (native.trim()) return native;
		if (inside || fromContent.has(roleOf(target))) {
			const content = [...target.childNodes].map(ofChild).join('');
			if (content.trim()) return content;
		}
		return target.getAttribute('title') ?? target.getAttribute('placeholder') ?? '';
	}

	function fromMarkup(target: Element, inside: boolean): string {
		const tag = target.localName;
		if (tag === 'img' || tag === 'area') return target.getAttribute('alt') ?? '';
		if (tag === 'svg') return target.querySelector(':scope > title')?.textContent ?? '';
		if (tag === 'fieldset') return ofOwn(target, 'legend');
		if (tag === 'table') return ofOwn(target, 'caption');
		if (tag === 'figure') return ofOwn(target, 'figcaption');
		if (tag === 'input' && /^(button|submit|reset)$/.test(target.getAttribute('type') ?? '')) {
			return (target as HTMLInputElement).value;
		}
		if (inside && /^(input|textarea)$/.test(tag)) return (target as HTMLInputElement).value;
		const labels = 'labels' in target ? (target as HTMLInputElement).labels : null;
		return [...(labels ?? [])]
			.map((one) => [...one.childNodes].map((child) => (child === target ? '' : ofChild(child))).join(''))
			.join(' ');
	}

	function ofOwn(target: Element, tag: string): string {
		const own = target.querySelector(`:scope > ${tag}`);
		return own ? name(own, true, true) : '';
	}

	function ofChild(node: Node): string {
		if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
		if (node.nodeType !== Node.ELEMENT_NODE) return '';
		const child = node as Element;
		if (child.getAttribute('aria-hidden') === 'true' || !child.checkVisibility({ visibilityProperty: true }))
			return '';
		const text = name(child, true, false);
		return getComputedStyle(child).display.startsWith('inline') ? text : ` ${text} `;
	}

	return tidy(name(element, false, false));
}
