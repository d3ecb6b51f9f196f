import type { Targets } from '../../share/targets.ts';
import { noteToSelfId } from '../../store/note-to-self.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { userIdProblem } from '../new-chat/user-id.ts';
import { roomName } from '../rooms/room-item.ts';
import { search } from '../rooms/search.ts';

/** Where something can be shared to. */
export interface ShareTarget {
	/** A room's id; of a person the user id; `noteToSelfId` for the room of one's own. The latter two are made when needed. */
	id: string;
	name: string;
	directUserId: string | undefined;
	avatarUrl: string | undefined;
	isEncrypted: boolean;
	isClearTextAccepted: boolean;
	/** A chat with that person is yet to be made. */
	isNew?: true;
}

/** No more than that can be chosen from. */
export const shownCount = 30;
/** The room of one's own stands below so many others, unless it is likelier than that. */
const aboveNote = 4;

interface Wanted {
	query: string;
	ownUserId: string;
	/** What the room of one's own is called. */
	noteName: string;
	/** Folded words that rooms are found by besides their names. */
	others?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** What to pick from, the likeliest first: rooms that match what is typed, the room of one's own, a new chat. */
export function shareTargets(
	{ rooms, noteId: noteRoomId, scores }: Targets,
	{ query, ownUserId, noteName, others }: Wanted,
): ShareTarget[] {
	const all = rooms.map((row) => (row.roomId === noteRoomId ? noteTarget(noteName, row) : roomTarget(row)));
	const note = all.find(({ id }) => id === noteToSelfId) ?? noteTarget(noteName);
	const place = scores.has(noteRoomId ?? '') ? all.indexOf(note) : Math.min(aboveNote, all.length);
	const ranked = all.filter((target) => target !== note).toSpliced(place, 0, note);
	const found = search(
		ranked.map((target) => ({ ...target, others: others?.get(target.id) })),
		query,
	).map(({ others: _, ...target }) => target);
	const person = personTarget(query, ownUserId, ranked);
	return [...found.slice(0, shownCount), ...(person ? [person] : [])];
}

function roomTarget(row: RoomRow): ShareTarget {
	return {
		id: row.roomId,
		name: roomName(row),
		directUserId: row.directUserId,
		avatarUrl: row.avatarUrl,
		isEncrypted: row.isEncrypted,
		isClearTextAccepted: row.isClearTextAccepted === true,
	};
}

function noteTarget(name: string, row?: RoomRow): ShareTarget {
	const made = { id: noteToSelfId, directUserId: undefined, avatarUrl: row?.avatarUrl };
	return { ...made, name, isEncrypted: true, isClearTextAccepted: false };
}

/** Somebody whose user id was typed, and with whom there is no chat yet. */
function personTarget(
	query: string,
	ownUserId: string,
	ranked: readonly ShareTarget[],
): ShareTarget | undefined {
	const id = query.trim();
	if (userIdProblem(id, ownUserId) !== undefined) return undefined;
	if (ranked.some(({ directUserId }) => directUserId === id)) return undefined;
	const made = { directUserId: id, avatarUrl: undefined, isEncrypted: true, isClearTextAccepted: false };
	return { ...made, id, name: id, isNew: true };
}
