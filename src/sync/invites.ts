import type { MatrixClient } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import { asContent } from '../timeline/raw-event.ts';
import { ask } from './ask.ts';
import type { ChangeSet } from './change-set.ts';
import { slidingPrefix } from './sliding.ts';
import { listName, readListed } from './sliding-answer.ts';

/** More invites than that are taken as they are. */
const mostInvites = 100;

/** Whether there is an invite that came after `newerThan`, ms since the epoch. */
export async function isInvited(db: AccountDatabase, newerThan: number): Promise<boolean> {
	const invites = db.rooms
		.where('attention')
		.equals(1)
		.filter(({ membership, activity }) => membership === 'invite' && activity > newerThan);
	return (await invites.count()) > 0;
}

/**
 * Looks whether the stored invites are still there. Synapse's sliding sync says nothing of one that was
 * withdrawn on the homeserver where the room is; a connection of its own, begun anew, lists what is left.
 * MSC4186, filter `is_invite`.
 * @returns undefined when classic sync tells it anyway, or the answer is not to be trusted.
 * @throws what the HTTP layer throws.
 */
export async function listInvites(
	db: AccountDatabase,
	client: MatrixClient,
	signal: AbortSignal,
): Promise<ChangeSet | undefined> {
	const position = await db.position.get('sync');
	if (position?.source !== 'sliding') return undefined;
	const list = { ranges: [[0, mostInvites - 1]], timeline_limit: 0, required_state: [] };
	const body = { conn_id: 'invites', lists: { [listName]: { ...list, filters: { is_invite: true } } } };
	const query = { timeout: 0 };
	const response = await ask(client, { path: '/sync', prefix: slidingPrefix, query, body, signal });
	const answered = asContent(asContent(response.lists)?.[listName]);
	const listed = answered?.count === 0 ? new Set<string>() : readListed(answered?.ops);
	if (!listed || listed.size !== answered?.count) return undefined;
	return {
		position,
		crypto: { toDeviceEvents: [], useMsc4186: true },
		accountData: [],
		rooms: [],
		listing: { roomIds: listed, memberships: ['invite'] },
	};
}
