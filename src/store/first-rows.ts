import type { SessionRow, ViewRow } from './account-rows.ts';
import { databaseName } from './database-name.ts';
import type { RoomRow } from './room-rows.ts';

/** What a window needs to paint the first chats. */
export interface FirstRows {
	session: SessionRow;
	/** Where the window was left. */
	view: ViewRow | undefined;
	/** The rooms that the list begins with. */
	rooms: RoomRow[];
}

/**
 * Reads the first rows without Dexie, whose code takes longer to load than they take to read.
 * @param count how many rooms
 * @returns undefined where there is no such account or its database has another shape: Dexie knows more then.
 */
export async function readFirstRows(
	userId: string,
	viewId: ViewRow['id'],
	count: number,
): Promise<FirstRows | undefined> {
	const db = await openExisting(databaseName(userId));
	if (!db) return undefined;
	try {
		const transaction = db.transaction(['session', 'views', 'rooms']);
		const get = <T>(table: string, key: string): Promise<T | undefined> =>
			answer<T | undefined>(transaction.objectStore(table).get(key));
		const [session, view, rooms] = await Promise.all([
			get<SessionRow>('session', 'session'),
			get<ViewRow>('views', viewId),
			firstRooms(transaction.objectStore('rooms'), count),
		]);
		return session && { session, view, rooms };
	} catch {
		return undefined;
	} finally {
		db.close();
	}
}

/** Opens a database that is there; one that is not is not made. */
async function openExisting(name: string): Promise<IDBDatabase | undefined> {
	const request = indexedDB.open(name);
	request.onupgradeneeded = () => request.transaction?.abort();
	return await answer(request).catch(() => undefined);
}

/** The order of `room-order.ts`. */
async function firstRooms(rooms: IDBObjectStore, count: number): Promise<RoomRow[]> {
	const request = rooms.index('[shelf+activity]').openCursor(null, 'prev');
	return await new Promise((resolve, reject) => {
		const found: RoomRow[] = [];
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			const cursor = request.result;
			if (cursor) found.push(cursor.value as RoomRow);
			if (cursor && found.length < count) cursor.continue();
			else resolve(found);
		};
	});
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
