import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Gives the focus to an element as it appears, before the next key can miss it. */
export function useFocusOnShow<E extends HTMLElement>(): RefObject<E | null> {
	const element = useRef<E>(null);
	useLayoutEffect(() => element.current?.focus(), []);
	return element;
}

/** Puts the focus into a form's first field when the form appears. */
export function useFocusFirst(): RefObject<HTMLFormElement> {
	const form = useRef<HTMLFormElement>(null);
	useLayoutEffect(() => {
		form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
	}, []);
	return form as RefObject<HTMLFormElement>;
}
