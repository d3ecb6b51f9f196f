import type { AccountDatabase } from '../../store/database.ts';

/** What signing out would lose, besides keys and messages. */
export interface Losses {
	unsent: number;
	drafts: number;
}

export async function readLosses(db: AccountDatabase): Promise<Losses> {
	const [unsent, drafts] = await Promise.all([
		db.outbox.where('state').anyOf('queued', 'sending', 'failed').count(),
		db.drafts.where('id').startsWith('room:').count(),
	]);
	return { unsent, drafts };
}
