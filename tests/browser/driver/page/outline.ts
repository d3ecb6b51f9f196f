import type { nameOf as NameOf } from './name.ts';
import type { roleOf as RoleOf } from './role.ts';

declare const roleOf: typeof RoleOf;
declare const nameOf: typeof NameOf;

/** What is on the screen, one thing a line, as a failure message shows it. */
export function outline(): string {
	const lines: string[] = [`${document.title} <${location.href}> ${innerWidth}×${innerHeight}`];
	const quiet = new Set(['', 'paragraph', 'presentation', 'none', 'rowgroup']);
	function walk(element: Element, depth: number): void {
		if (lines.length > 120 || !element.checkVisibility({ visibilityProperty: true })) return;
		if (/^(script|style|svg)$/.test(element.localName)) return;
		const role = roleOf(element);
		const isNamed = !quiet.has(role);
		const value = 'value' in element && typeof element.value === 'string' ? ` = ${element.value}` : '';
		if (isNamed)
			lines.push(
				`${'  '.repeat(depth)}${role} "${nameOf(element)}"${element.matches('input[type=password]') ? '' : value}`,
			);
		for (const child of element.childNodes) {
			if (child.nodeType === Node.ELEMENT_NODE) walk(child as Element, isNamed ? depth + 1 : depth);
			const text = child.nodeType === Node.TEXT_NODE ? child.nodeValue?.trim() : '';
			if (text && !/^(button|link|heading|option|tab)$/.test(role))
				lines.push(`${'  '.repeat(depth + 1)}${text.slice(0, 160)}`);
		}
	}
	// What lies over everything else is what matters, and there is room for so many lines only.
	const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
	if (dialog) walk(dialog, 0);
	walk(document.body, 0);
	return lines.join('\n');
}
