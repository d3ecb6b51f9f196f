import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Opens a modal dialog as it appears and gives the focus to what in it is marked with `data-autofocus`, or to the
 * dialog itself; as it goes, the focus returns to where it was. Both are done before the next key can miss its place:
 * a passive effect would come a frame later.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
	const dialog = useRef<HTMLDialogElement>(null);
	useLayoutEffect(() => {
		const element = dialog.current;
		const opener = document.activeElement;
		element?.showModal();
		(element?.querySelector<HTMLElement>('[data-autofocus]') ?? element)?.focus();
		return () => {
			// While it is open, nothing outside takes the focus.
			element?.close();
			if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
		};
	}, []);
	return dialog;
}
