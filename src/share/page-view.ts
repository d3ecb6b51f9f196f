/** How a page lies in its tab, in CSS pixels. */
export interface PageView {
	/** Of the whole page. */
	width: number;
	height: number;
	/** Of what is in view. */
	viewHeight: number;
	/** Pixels of the screen for each. */
	scale: number;
}

/* These run in the page, each on its own. */

export function readView(): PageView {
	const { clientWidth, scrollHeight } = document.documentElement;
	return {
		width: clientWidth,
		height: scrollHeight,
		viewHeight: innerHeight,
		scale: devicePixelRatio,
	};
}

/**
 * Scrolls to a place, or as far as there is, and waits until it is drawn; null brings back what was before, which
 * happens by itself if nothing more comes. Below the first screen what floats over every place is hidden.
 * @returns how far it is scrolled down.
 */
export async function scrollDown(top: number | null): Promise<number> {
	interface Scrolled {
		top: number;
		hidden: Map<HTMLElement, string>;
		timer?: ReturnType<typeof setTimeout>;
	}
	const world = globalThis as { scrolled?: Scrolled | undefined };
	const restore = (): void => {
		if (!world.scrolled) return;
		clearTimeout(world.scrolled.timer);
		for (const [element, visibility] of world.scrolled.hidden) element.style.visibility = visibility;
		scrollTo({ top: world.scrolled.top, behavior: 'instant' });
		world.scrolled = undefined;
	};
	if (top === null) {
		restore();
		return scrollY;
	}
	world.scrolled ??= { top: scrollY, hidden: new Map() };
	clearTimeout(world.scrolled.timer);
	// The window that asks may close over it.
	world.scrolled.timer = setTimeout(restore, 3000);
	for (const element of top > 0 ? document.querySelectorAll<HTMLElement>('body *') : []) {
		if (world.scrolled.hidden.has(element) || getComputedStyle(element).position !== 'fixed') continue;
		world.scrolled.hidden.set(element, element.style.visibility);
		element.style.setProperty('visibility', 'hidden', 'important');
	}
	scrollTo({ top, behavior: 'instant' });
	const drawn = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	// A window that is covered draws nothing.
	await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, 300))]);
	return scrollY;
}
