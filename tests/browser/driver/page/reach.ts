import type { Query } from '../locator.ts';
import type { find as Find } from './find.ts';
import type { isHit as IsHit } from './hit.ts';
import type { nameOf as NameOf } from './name.ts';
import type { roleOf as RoleOf } from './role.ts';

declare const roleOf: typeof RoleOf;
declare const nameOf: typeof NameOf;
declare const find: typeof Find;
declare const isHit: typeof IsHit;

/** The middle of the one element meant, in CSS pixels of the viewport, or why it cannot be reached now. */
export type Reach = { x: number; y: number } | { problem: string };

/** Brings the element into view as a person scrolls to it, and says where to point. */
export function reach(query: Query): Reach {
	const found = find(query);
	const target = found[0];
	if (!target) return { problem: 'it is not there' };
	if (found.length > 1) {
		const several = found
			.slice(0, 5)
			.map(
				(element) =>
					`${roleOf(element) || element.localName} "${nameOf(element) || element.textContent?.trim().slice(0, 60)}"`,
			);
		return { problem: `there are ${found.length}: ${several.join('; ')}` };
	}
	if (target.closest('[aria-disabled="true"], :disabled')) return { problem: 'it is disabled' };
	const inView = (box: DOMRect): boolean =>
		box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
	const covering = (): { x: number; y: number; top: Element | null } => {
		// An inline element that wraps has its middle between its lines: point at its first line.
		const box = target.getClientRects()[0] ?? target.getBoundingClientRect();
		const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
		const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
		return { x, y, top: document.elementFromPoint(x, y) };
	};
	let point = covering();
	if (!inView(target.getBoundingClientRect()) || !isHit(target, point.top)) {
		target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
		point = covering();
	}
	if (!isHit(target, point.top))
		return { problem: `it is covered by <${point.top?.localName} class="${point.top?.className}">` };
	return { x: point.x, y: point.y };
}
