const framesAtRest = 60;

export interface Scrolled {
	frames: number;
	/** Nothing more came at the end. */
	hasReachedEnd: boolean;
}

/**
 * Scrolls the list that holds `item` (a selector) by so many px in each frame, up when they are negative,
 * until it no longer moves or the time is up.
 */
export async function scrollThrough(item: string, stepPx: number, limitMs: number): Promise<Scrolled> {
	const scroller = scrollerOf(item);
	const end = performance.now() + limitMs;
	let frames = 0;
	let atRest = 0;
	while (atRest < framesAtRest && performance.now() < end) {
		await new Promise(requestAnimationFrame);
		const { scrollTop, scrollHeight } = scroller;
		scroller.scrollBy({ top: stepPx, behavior: 'instant' });
		frames += 1;
		const hasMoved = scroller.scrollTop !== scrollTop || scroller.scrollHeight !== scrollHeight;
		atRest = hasMoved ? 0 : atRest + 1;
	}
	return { frames, hasReachedEnd: atRest >= framesAtRest };
}

function scrollerOf(item: string): Element {
	let element = document.querySelector(item)?.parentElement;
	while (element && !isScroller(element)) element = element.parentElement;
	if (!element) throw new Error(`nothing that scrolls holds ${item}`);
	return element;
}

function isScroller(element: Element): boolean {
	return (
		element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)
	);
}
