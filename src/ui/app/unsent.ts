import { ask } from '../../rpc/ask.ts';
import type { AccountDatabase } from '../../store/database.ts';

/**
 * Wakes the background if messages wait, or what was read is still to be told: a window, or the background,
 * may have died in between.
 */
export async function pokeUnsent(db: AccountDatabase): Promise<void> {
	const waiting = await Promise.all([
		db.outbox.where('state').anyOf('queued', 'sending').count(),
		db.markers.count(),
	]);
	if (waiting.some((count) => count > 0)) await ask('outbox.poke');
}
