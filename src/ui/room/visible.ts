import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Calls `onSeen` when the element comes into view or nearly so, with the edge at which it did; with a new
 * `round` again if it is still there.
 */
export function useSeen(
	element: RefObject<HTMLElement | null>,
	onSeen: (edge: 'top' | 'bottom') => void,
	round = 0,
	marginPx = 200,
): void {
	// One observer for each round.
	useEffect(() => {
		if (!element.current) return;
		const root = element.current.closest('.scroller');
		const observer = new IntersectionObserver(
			(entries) => {
				const seen = entries.find(({ isIntersecting }) => isIntersecting);
				if (seen) onSeen(edgeOf(seen));
			},
			{ root, rootMargin: `${marginPx}px 0px` },
		);
		observer.observe(element.current);
		return () => observer.disconnect();
	}, [round]);
}

function edgeOf({ boundingClientRect, rootBounds }: IntersectionObserverEntry): 'top' | 'bottom' {
	const middle = rootBounds ? (rootBounds.top + rootBounds.bottom) / 2 : 0;
	return boundingClientRect.top < middle ? 'top' : 'bottom';
}
