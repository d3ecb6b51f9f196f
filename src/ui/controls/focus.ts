import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Gives the focus to an element when it appears. */
export function useFocusOnShow<E extends HTMLElement>(): RefObject<E | null> {
	const element = useRef<E>(null);
	useEffect(() => element.current?.focus(), []);
	return element;
}
