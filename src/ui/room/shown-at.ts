import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TimelineItem } from './timeline-item.ts';

/**
 * Brings the message at `order` into view, once, and marks it.
 * @param show scrolls to it
 * @param goTo has rows around that message shown, when it is not among `items`
 */
export function useShownAt(
	scroller: RefObject<HTMLElement | null>,
	order: number | undefined,
	items: readonly TimelineItem[],
	show: (message: Element) => void,
	goTo: (order: number) => Promise<void>,
): void {
	/** What was done about which message. */
	const done = useRef<{ order: number; isShown: boolean } | undefined>(undefined);
	useEffect(() => {
		if (order === undefined || items.length === 0) return;
		if (done.current?.order === order && done.current.isShown) return;
		const item = items.find((one) => 'order' in one && one.order === order);
		const element = item && scroller.current?.querySelector(`[data-key="${CSS.escape(item.key)}"]`);
		if (element) {
			done.current = { order, isShown: true };
			element.setAttribute('aria-current', 'true');
			show(element);
		} else if (done.current?.order !== order) {
			done.current = { order, isShown: false };
			void goTo(order);
		}
	});
}
