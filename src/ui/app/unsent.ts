import { ask } from '../../rpc/ask.ts';
import type { AccountDatabase } from '../../store/database.ts';

/**
 * Wakes the background if messages wait: a window may have died after it made one durable and before it
 * could say so.
 */
export async function pokeUnsent(db: AccountDatabase): Promise<void> {
	const waiting = await db.outbox.where('state').anyOf('queued', 'sending').count();
	if (waiting > 0) await ask('outbox.poke');
}
