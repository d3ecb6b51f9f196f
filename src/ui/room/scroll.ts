import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface Scroll {
	/** The newest message is in view. */
	isAtEnd: ReadonlySignal<boolean>;
	/** `data-key` of the message at the top of the view, which stays where it is; none at the end. */
	anchorKey(): string | undefined;
	/** Brings a message into the view, and keeps it there. */
	show(message: Element): void;
	/** Goes to the lowest row that there is, and stays there. */
	toBottom(): void;
}

interface Anchor {
	key: string;
	/** Distance from the top of the view, in px. */
	offset: number;
}

const nearBottomPx = 24;

/**
 * Keeps the view still: at the newest message while it is there, else at the first message in view,
 * whatever is added or let go above or below, and whatever grows. The scroller is a reversed column, so
 * `scrollTop` is 0 at the bottom and negative above.
 * @param hasNewer the rows shown do not reach the end: their bottom is a place like any other
 */
export function useScroll(
	scroller: RefObject<HTMLElement | null>,
	content: RefObject<HTMLElement | null>,
	hasNewer: boolean,
	onAtEnd: (isAtEnd: boolean) => void,
): Scroll {
	const isAtEnd = useSignal(true);
	const anchor = useRef<Anchor | undefined>(undefined);
	/** On the way to the end, whose rows are still to be read. */
	const isLeaving = useRef(false);
	const look = (): void => {
		const view = scroller.current;
		if (!view) return;
		isLeaving.current &&= hasNewerNow.current;
		if (isLeaving.current) return;
		isAtEnd.value = !hasNewerNow.current && view.scrollTop > -nearBottomPx;
		anchor.current = isAtEnd.value ? undefined : firstInView(view);
		onAtEnd(isAtEnd.value);
	};
	/** How high all was when the view was last put in its place. */
	const placedHeight = useRef(0);
	const hasNewerNow = useRef(hasNewer);
	hasNewerNow.current = hasNewer;
	const lookNow = useRef(look);
	lookNow.current = look;

	// One listener and one observer for the life of the timeline.
	useEffect(() => {
		const view = scroller.current;
		if (!view || !content.current) return;
		const onScroll = (): void => lookNow.current();
		const grown = new ResizeObserver(() => {
			// What was painted anew is in its place, and the person may have scrolled since.
			if (anchor.current && view.scrollHeight !== placedHeight.current) restore(view, anchor.current);
			placedHeight.current = view.scrollHeight;
		});
		view.addEventListener('scroll', onScroll, { passive: true });
		grown.observe(content.current);
		return () => {
			view.removeEventListener('scroll', onScroll);
			grown.disconnect();
		};
	}, []);

	useLayoutEffect(() => {
		const view = scroller.current;
		if (!view) return;
		if (anchor.current) restore(view, anchor.current);
		placedHeight.current = view.scrollHeight;
	});

	// The rows shown may have come to the end, or left it, without any scrolling.
	useEffect(look, [hasNewer]);

	return {
		isAtEnd,
		anchorKey: () => anchor.current?.key,
		show: (message) => {
			message.scrollIntoView({ block: 'center' });
			look();
		},
		toBottom: () => {
			anchor.current = undefined;
			isLeaving.current = true;
			scroller.current?.scrollTo({ top: 0 });
			look();
		},
	};
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
