import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Calls `onSeen` when the element comes into view or nearly so. */
export function useSeen(element: RefObject<HTMLElement | null>, onSeen: () => void): void {
	// One observer for the life of the element.
	useEffect(() => {
		if (!element.current) return;
		const root = element.current.closest('.scroller');
		const observer = new IntersectionObserver(
			(entries) => {
				if (entries.some(({ isIntersecting }) => isIntersecting)) onSeen();
			},
			{ root, rootMargin: '200px 0px' },
		);
		observer.observe(element.current);
		return () => observer.disconnect();
	}, []);
}
