import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Puts the focus into a step's first field, or on its heading, when the step appears. */
export function useFocusFirst(): RefObject<HTMLFormElement> {
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => {
		form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
	}, []);
	return form as RefObject<HTMLFormElement>;
}
