import { useEffect } from 'preact/hooks';
import { shownLockName } from '../../browser/shown-rooms.ts';

/**
 * Holds the room's lock, shared with other windows, while this page is visible: its messages then need no
 * notification.
 */
export function useShownLock(roomId: string): void {
	useEffect(() => {
		let release = (): void => undefined;
		const update = (): void => {
			release();
			release = document.visibilityState === 'visible' ? holdLock(shownLockName(roomId)) : () => undefined;
		};
		update();
		document.addEventListener('visibilitychange', update);
		return () => {
			document.removeEventListener('visibilitychange', update);
			release();
		};
	}, [roomId]);
}

/** @returns the function that lets go. */
function holdLock(name: string): () => void {
	const controller = new AbortController();
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	navigator.locks
		.request(name, { mode: 'shared', signal: controller.signal }, () => held)
		.catch(() => undefined);
	return () => {
		controller.abort();
		release();
	};
}
