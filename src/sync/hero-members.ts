import type { AccountDatabase } from '../store/database.ts';
import type { StateRow } from '../store/room-rows.ts';
import type { StateChange } from '../timeline/state-rows.ts';

/** What heroes are called, of those whose member events are not here: what is known of a person is better. */
export async function unknownHeroes(
	db: AccountDatabase,
	roomId: string,
	heroes: StateChange[] = [],
): Promise<StateRow[]> {
	if (heroes.length === 0) return [];
	const stored = await db.state.bulkGet(
		heroes.map(({ type, stateKey }): [string, string, string] => [roomId, type, stateKey]),
	);
	return heroes.filter((_, index) => !stored[index]).map((hero) => ({ ...hero, roomId }));
}
