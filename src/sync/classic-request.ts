import type { MatrixClient } from 'matrix-js-sdk';
import type { Content } from '../store/event-rows.ts';
import { ask } from './ask.ts';
import { type ClassicAnswer, readSync } from './classic-answer.ts';

/** How many messages of a room come in one answer. */
export const timelineLimit = 20;

/** Client-server API §Filtering: everything that rows are made of, with lazily loaded members. */
export function wholeFilter(limit: number): Content {
	return {
		presence: { types: [] },
		room: {
			timeline: { limit, lazy_load_members: true },
			state: { lazy_load_members: true },
			ephemeral: { types: ['m.receipt', 'm.typing'] },
		},
	};
}

/** Client-server API §`GET /sync`. @throws what the HTTP layer throws; TypeError without `next_batch`. */
export async function askSync(
	client: MatrixClient,
	filter: Content,
	query: { timeout: number; since?: string },
	signal: AbortSignal,
): Promise<ClassicAnswer> {
	const response = await ask(client, {
		path: '/sync',
		query: {
			filter: JSON.stringify(filter),
			// MSC4222, by its stable and its unstable name.
			use_state_after: true,
			'org.matrix.msc4222.use_state_after': true,
			...query,
		},
		signal,
	});
	return readSync(response, client.getSafeUserId());
}
