import { useSignal } from '@preact/signals';
import { liveQuery } from 'dexie';
import { useLayoutEffect } from 'preact/hooks';
import { log } from '../../log.ts';

/** What a live query has given so far. */
export interface Live<T> {
	/** Absent until the first answer. */
	value?: T;
	isFailed: boolean;
}

/**
 * Follows a query: `read` touches the database only, `finish` does what must wait until its transaction
 * is over (unsealing). The last value stays while a newer one is on its way; an answer that was overtaken
 * is dropped. @returns the function that ends it.
 */
export function follow<R, T>(
	read: () => Promise<R>,
	finish: (rows: R) => Promise<T> | T,
	show: (live: Live<T>) => void,
): () => void {
	let newest = 0;
	const fail = (error: unknown): void => {
		log.error('live query failed', error);
		show({ isFailed: true });
	};
	const subscription = liveQuery(read).subscribe({
		next: async (rows) => {
			newest += 1;
			const turn = newest;
			try {
				const value = await finish(rows);
				if (turn === newest) show({ value, isFailed: false });
			} catch (error) {
				if (turn === newest) fail(error);
			}
		},
		error: fail,
	});
	return () => {
		newest = -1;
		subscription.unsubscribe();
	};
}

/**
 * A component's live query; asks anew when one of `inputs` changes.
 * @param known what it would give, as far as that is known before it is asked
 */
export function useLive<R, T = R>(
	read: () => Promise<R>,
	inputs: unknown[],
	finish: (rows: R) => Promise<T> | T,
	known?: T,
): Live<T> {
	const live = useSignal<Live<T>>({ isFailed: false, ...(known !== undefined && { value: known }) });
	// The caller says what its query depends on. It begins at once, not after the next frame.
	useLayoutEffect(() => follow(read, finish, (next) => (live.value = next)), inputs);
	return live.value;
}

/** For queries whose rows need no unsealing. */
export function asRead<R>(rows: R): R {
	return rows;
}
