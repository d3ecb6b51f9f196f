import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { log } from '../../log.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { type NamedRoom, readNames, search } from './search.ts';

interface FoundRooms {
	/** All that match, the best first; undefined while nothing is searched and until the names are read. */
	found: NamedRoom[] | undefined;
	/** The best chat for what is typed now, as soon as it is known. */
	best(): Promise<NamedRoom | undefined>;
}

/** Searches all chats by name. The names are read when a search begins, and anew when `count` changes. */
export function useFoundRooms(db: AccountDatabase, query: string, count: number): FoundRooms {
	const isSearching = query.trim() !== '';
	const names = useSignal<NamedRoom[] | undefined>(undefined);
	const reading = useRef<Promise<NamedRoom[]>>(Promise.resolve([]));
	useEffect(() => {
		let isOver = false;
		if (isSearching) {
			reading.current = readNames(db);
			reading.current.then(
				(read) => {
					if (!isOver) names.value = read;
				},
				(error: unknown) => log.error('the chats could not be searched', error),
			);
		}
		return () => {
			isOver = true;
		};
	}, [db, isSearching, count]);
	const found = useMemo(
		() => (isSearching && names.value ? search(names.value, query) : undefined),
		[isSearching, names.value, query],
	);
	return {
		found,
		best: async () => search(await reading.current, query).find(({ isInvite }) => !isInvite),
	};
}
