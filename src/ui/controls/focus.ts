import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Gives the focus to an element as it appears, before the next key can miss it. */
export function useFocusOnShow<E extends HTMLElement>(): RefObject<E | null> {
	const element = useRef<E>(null);
	useLayoutEffect(() => element.current?.focus(), []);
	return element;
}
