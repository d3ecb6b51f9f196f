import { useEffect } from 'preact/hooks';
import { holdLock } from '../../browser/held-lock.ts';
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
