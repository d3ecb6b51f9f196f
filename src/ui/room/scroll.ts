import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { TimelineItem } from './timeline-items.ts';

interface Scroll {
	isAtBottom: boolean;
	/** Messages of others that came while scrolled up. */
	newCount: number;
	toBottom: () => void;
}

interface Anchor {
	key: string;
	/** Distance from the top of the view, in px. */
	offset: number;
}

const nearBottomPx = 24;

/**
 * Keeps the view still: at the newest message while it is there, else at the first message in view,
 * whatever is added above or below. The scroller is a reversed column, so `scrollTop` is 0 at the bottom
 * and negative above.
 */
export function useScroll(
	scroller: RefObject<HTMLElement | null>,
	items: readonly TimelineItem[],
	sentCount: number,
	onAtBottom: (isAtBottom: boolean) => void,
): Scroll {
	const isAtBottom = useSignal(true);
	const anchor = useRef<Anchor | undefined>(undefined);
	const seenOrder = useRef(Number.NEGATIVE_INFINITY);
	const toBottom = (): void => {
		scroller.current?.scrollTo({ top: 0 });
	};

	// One listener for the life of the timeline.
	useEffect(() => {
		const view = scroller.current;
		if (!view) return;
		const onScroll = (): void => {
			isAtBottom.value = view.scrollTop > -nearBottomPx;
			anchor.current = isAtBottom.value ? undefined : firstInView(view);
			onAtBottom(isAtBottom.value);
		};
		view.addEventListener('scroll', onScroll, { passive: true });
		return () => view.removeEventListener('scroll', onScroll);
	}, []);

	useLayoutEffect(() => {
		const view = scroller.current;
		if (view && anchor.current) restore(view, anchor.current);
	});

	// Only one's own message moves the view.
	useEffect(() => {
		if (sentCount > 0) toBottom();
	}, [sentCount]);

	if (isAtBottom.value) seenOrder.current = newestOrder(items) ?? seenOrder.current;
	const newCount = items.filter((item) => isNew(item, seenOrder.current)).length;
	return { isAtBottom: isAtBottom.value, newCount, toBottom };
}

function isNew(item: TimelineItem, seenOrder: number): boolean {
	return item.kind === 'message' && !item.isOwn && (item.order ?? seenOrder) > seenOrder;
}

function newestOrder(items: readonly TimelineItem[]): number | undefined {
	const newest = items.findLast((item) => item.kind === 'message' && item.order !== undefined);
	return newest?.kind === 'message' ? newest.order : undefined;
}

function firstInView(view: HTMLElement): Anchor | undefined {
	const top = view.getBoundingClientRect().top;
	for (const element of view.querySelectorAll<HTMLElement>('[data-key]')) {
		const box = element.getBoundingClientRect();
		if (box.bottom > top) return { key: element.dataset.key ?? '', offset: box.top - top };
	}
	return undefined;
}

function restore(view: HTMLElement, { key, offset }: Anchor): void {
	const element = view.querySelector(`[data-key="${CSS.escape(key)}"]`);
	if (!element) return;
	const moved = element.getBoundingClientRect().top - view.getBoundingClientRect().top - offset;
	if (Math.abs(moved) >= 1) view.scrollTop += moved;
}
