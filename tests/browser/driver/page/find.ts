import type { Pattern, Query } from '../locator.ts';
import type { nameOf as NameOf } from './name.ts';
import type { roleOf as RoleOf } from './role.ts';

declare const roleOf: typeof RoleOf;
declare const nameOf: typeof NameOf;

/** The elements that a person would mean by `query`, in document order; only what is visible. */
export function find(query: Query): Element[] {
	const tidy = (text: string): string =>
		text
			.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
			.replace(/\s+/g, ' ')
			.trim();
	const fits = (text: string, pattern: Pattern, whole: boolean): boolean => {
		if (typeof pattern !== 'string')
			return new RegExp(pattern.source, pattern.flags.replace('g', '')).test(text);
		return whole ? text === tidy(pattern) : text.includes(tidy(pattern));
	};
	const isVisible = (element: Element): boolean => {
		if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
		return [...element.getClientRects()].some((box) => box.width > 1 && box.height > 1);
	};
	const isHiddenFromReaders = (element: Element): boolean =>
		element.closest('[aria-hidden="true"], [inert]') !== null;
	const fieldText = (element: Element): string => {
		if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return '';
		if (element.type === 'password') return element.placeholder;
		return element.value || element.placeholder;
	};

	function byRole(role: string, name: Pattern | undefined, roots: Element[]): Element[] {
		return under(roots).filter(
			(element) =>
				roleOf(element) === role &&
				!isHiddenFromReaders(element) &&
				isVisible(element) &&
				(name === undefined || fits(nameOf(element), name, true)),
		);
	}

	/** The innermost elements that show the text. */
	function byText(text: Pattern, roots: Element[]): Element[] {
		const holding = under(roots).filter((element) => {
			if (element.closest('script, style, noscript, head')) return false;
			return (
				fits(tidy(element.textContent ?? ''), text, false) || fits(tidy(fieldText(element)), text, false)
			);
		});
		const visible = holding.filter((element) => {
			const shown = fieldText(element) || (element as HTMLElement).innerText || element.textContent || '';
			return isVisible(element) && fits(tidy(shown), text, false);
		});
		const innermost = visible.filter(
			(element) => !visible.some((other) => other !== element && element.contains(other)),
		);
		const exact = innermost.filter(
			(element) => tidy(fieldText(element) || (element.textContent ?? '')) === text,
		);
		return exact.length > 0 ? exact : innermost;
	}

	function under(roots: Element[]): Element[] {
		return roots.flatMap((root) => [root, ...root.querySelectorAll('*')]);
	}

	const roots = query.within ? find(query.within) : [document.documentElement];
	const found =
		query.role !== undefined ? byRole(query.role, query.name, roots) : byText(query.text ?? '', roots);
	const contained = query.containing ? find(query.containing) : undefined;
	const distinct = [...new Set(found)].filter(
		(element) => contained === undefined || contained.some((one) => one !== element && element.contains(one)),
	);
	if (query.nth === undefined) return distinct;
	const one = distinct.at(query.nth);
	return one ? [one] : [];
}
