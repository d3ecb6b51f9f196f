/** Whether a mouse over `top`, the uppermost element of its place, points at the element meant. */
export function isHit(target: Element, top: Element | null): boolean {
	if (!top) return false;
	if (target.contains(top)) return true;
	if (top.contains(target) && getComputedStyle(target).pointerEvents === 'none') return true;
	const label = top.closest('label');
	if (label !== null && label.control === target) return true;
	// An unseen control may lie over the label that is seen.
	return top instanceof HTMLInputElement && [...(top.labels ?? [])].some((one) => one.contains(target));
}
