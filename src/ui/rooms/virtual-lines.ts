import { useSignal } from '@preact/signals';
import {
	defaultRangeExtractor,
	elementScroll,
	observeElementOffset,
	observeElementRect,
	Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { RoomRef } from './room-order.ts';

/** Lines beyond the view on each side. */
const overscan = 6;
/** Above the first and below the last line. */
const edgePx = 4;
/** Until a line was measured, in px. */
const firstGuess = { line: 56, invite: 104 };

export type VirtualLines = Virtualizer<HTMLElement, HTMLElement>;

interface Options {
	scroller: RefObject<HTMLElement | null>;
	refs: readonly RoomRef[];
	/** This line is in the document even when it is out of view: the focus rests on it. */
	pinned: number;
	/** Where it was scrolled to before, in px. */
	offset: number;
}

/** Lays out a list of which only those in view and a few around them are in the document. */
export function useVirtualLines({ scroller, refs, pinned, offset }: Options): VirtualLines {
	const turn = useSignal(0);
	const lineSize = useRef(firstGuess.line);
	const options = {
		count: refs.length,
		overscan,
		paddingStart: edgePx,
		paddingEnd: edgePx,
		scrollPaddingStart: edgePx,
		scrollPaddingEnd: edgePx,
		initialOffset: offset,
		initialRect: { width: innerWidth, height: innerHeight },
		getScrollElement: () => scroller.current,
		getItemKey: (place: number) => refs[place]?.roomId ?? place,
		estimateSize: (place: number) => (refs[place]?.isInvite ? firstGuess.invite : lineSize.current),
		rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
			withPinned(defaultRangeExtractor(range), pinned),
		observeElementRect,
		observeElementOffset,
		scrollToFn: elementScroll,
		onChange: () => {
			turn.value += 1;
		},
	};
	const lines = useMemo<VirtualLines>(() => new Virtualizer(options), []);
	lines.setOptions(options);
	// Read, so that the component is painted anew when the lines in view change.
	void turn.value;
	useLayoutEffect(() => lines._didMount(), [lines]);
	useLayoutEffect(() => {
		lines._willUpdate();
		// Lines are as high as the person's text size makes them, all the same.
		const line = scroller.current?.querySelector<HTMLElement>('.room-item');
		if (!line || line.offsetHeight === lineSize.current) return;
		lineSize.current = line.offsetHeight;
		lines.measure();
		for (const element of lines.elementsCache.values()) lines.measureElement(element);
	});
	return lines;
}

/** Where a line stands: what its element carries. */
export interface LinePlace {
	ref?: (element: HTMLElement | null) => void;
	style?: { transform: string };
	'data-index'?: number;
	'aria-posinset': number;
	/** -1 while it is not known. */
	'aria-setsize': number;
}

/** The lines to show, each with what its element carries. */
export function placesOf(lines: VirtualLines): { place: number; attributes: LinePlace }[] {
	return lines.getVirtualItems().map(({ index, start }) => ({
		place: index,
		attributes: {
			ref: lines.measureElement,
			style: { transform: `translateY(${start}px)` },
			'data-index': index,
			'aria-posinset': index + 1,
			'aria-setsize': lines.options.count,
		},
	}));
}

function withPinned(places: number[], pinned: number): number[] {
	if (pinned < 0 || places.includes(pinned)) return places;
	return [...places, pinned].sort((a, b) => a - b);
}
