import { useRef } from 'preact/hooks';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/room-rows.ts';

/** Members and devices that come meanwhile get the key with the message itself. */
const againMs = 60_000;

/** Gives what is to be called at each input: the background readies itself, and the room's key, for what is written. */
export function usePrepare({ roomId, isEncrypted }: RoomRow): () => void {
	const last = useRef(Number.NEGATIVE_INFINITY);
	return () => {
		const now = performance.now();
		if (!isEncrypted || now - last.current < againMs) return;
		last.current = now;
		// Whatever stands in the way is said once the message is sent.
		ask('trust.prepare', { roomId }).catch(() => undefined);
	};
}
