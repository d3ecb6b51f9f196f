import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { log } from '../../log.ts';
import { readTargets, siteOf, type Targets } from '../../share/targets.ts';
import type { Account } from '../account/account.ts';
import { asRead, useLive } from '../live/live.ts';
import { type NamedRoom, readNames, search } from '../rooms/search.ts';
import { readOthers } from './room-others.ts';
import { shownCount } from './share-rooms.ts';

/** Members and aliases are looked through in so many of the latest chats. */
const mostWithOthers = 200;

interface Names {
	rooms: NamedRoom[];
	/** Folded words that rooms are found by besides their names, once they are read. */
	others?: Map<string, string[]>;
}

interface ShareRows {
	/** Undefined until they are read. */
	targets: Targets | undefined;
	others: Names['others'] | undefined;
}

/** The rows to choose from: the likeliest, that of `asked`, and of those that match what is typed the best. */
export function useShareRows(
	{ db }: Account,
	url: string | undefined,
	asked: string | undefined,
	query: string,
): ShareRows {
	// Undefined while it is worked out, so that the list does not change its order before one's eyes.
	const site = useSignal<{ hash?: string | undefined } | undefined>(undefined);
	useEffect(() => {
		siteOf(db, url).then(
			(hash) => (site.value = { hash }),
			() => (site.value = {}),
		);
	}, [db, url, site]);
	const names = useNames(db, query.trim() !== '');
	const found = useMemo(() => names && findRooms(names, query), [names, query]);
	const also = [...(asked?.startsWith('!') ? [asked] : []), ...(found ?? [])];
	const { value } = useLive(
		async () => (site.value ? await readTargets(db, site.value.hash, { also }) : undefined),
		[db, site.value, also.join(' ')],
		asRead,
	);
	return { targets: value, others: names?.others };
}

/** All chats by their names, and the latest by their members too: read when a search begins. */
function useNames(db: Account['db'], isSearching: boolean): Names | undefined {
	const names = useSignal<Names | undefined>(undefined);
	useEffect(() => {
		if (!isSearching || names.value) return;
		const read = async (): Promise<void> => {
			const rooms = (await readNames(db)).filter(({ isInvite }) => !isInvite);
			names.value = { rooms };
			const latest = rooms.slice(0, mostWithOthers).map(({ roomId }) => roomId);
			names.value = { rooms, others: await readOthers(db, latest) };
		};
		read().catch((error: unknown) => log.error('the chats could not be searched', error));
	}, [db, isSearching, names]);
	return isSearching ? names.value : undefined;
}

function findRooms({ rooms, others }: Names, query: string): string[] {
	const named = rooms.map((room) => ({ ...room, others: others?.get(room.roomId) }));
	return search(named, query)
		.slice(0, shownCount)
		.map(({ roomId }) => roomId);
}
