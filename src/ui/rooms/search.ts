import { fold } from '../../share/fold.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { roomName } from './room-item.ts';
import type { RoomRef } from './room-order.ts';

/** What a search looks through. */
export interface Findable {
	name: string;
	/** The other person of a direct chat. */
	directUserId?: string | undefined;
	/** Folded words that it is found by too, by their beginnings. */
	others?: readonly string[] | undefined;
}

/** A chat by its names; nothing sealed is needed to find it. */
export interface NamedRoom extends RoomRef, Findable {}

/** So many rows at a time are read, so that the window stays quick between them. */
const pageSize = 500;

/** The names of all chats, in the order of the list. */
export async function readNames(db: AccountDatabase): Promise<NamedRoom[]> {
	const named: (NamedRoom & { activity: number })[] = [];
	for (let after = ''; ; ) {
		const page = await db.rooms.where('roomId').above(after).limit(pageSize).toArray();
		for (const row of page) {
			const { roomId, shelf, activity, directUserId } = row;
			if (shelf)
				named.push({ roomId, isInvite: shelf === 'invite', name: roomName(row), directUserId, activity });
		}
		const last = page.at(-1);
		if (!last || page.length < pageSize) break;
		after = last.roomId;
	}
	return named.sort((a, b) => Number(b.isInvite) - Number(a.isInvite) || b.activity - a.activity);
}

/**
 * The entries that match all words of `query`, those whose name begins with it first, else in the order
 * given. Case and accents do not matter.
 */
export function search<T extends Findable>(entries: readonly T[], query: string): T[] {
	const words = fold(query).split(/\s+/).filter(Boolean);
	if (words.length === 0) return [...entries];
	const phrase = words.join(' ');
	return entries
		.map((entry) => ({ entry, name: fold(entry.name), id: fold(entry.directUserId ?? '') }))
		.filter(({ entry, name, id }) => {
			const isOther = (word: string) => entry.others?.some((other) => other.startsWith(word)) ?? false;
			return words.every((word) => name.includes(word) || id.includes(word) || isOther(word));
		})
		.map((found) => ({ ...found, rank: rank(found.name, phrase) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ entry }) => entry);
}

function rank(name: string, phrase: string): number {
	if (name.startsWith(phrase)) return 0;
	return name.split(/[\s._-]+/).some((word) => word.startsWith(phrase)) ? 1 : 2;
}
