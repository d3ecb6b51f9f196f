import type { Surface } from '../browser/driver/index.ts';

/** What a room's timeline in the extension's store says of itself; the texts are sealed. */
export interface StoredRow {
	kind: 'event' | 'gap';
	order: number;
	eventId?: string;
	type?: string;
	sender?: string;
	status?: 'readable' | 'unreadable' | 'redacted';
	reason?: string;
}

export interface Stored {
	/** By `order`. */
	rows: StoredRow[];
	/** The states of what the outbox holds for the room. */
	outbox: string[];
	/** Which kind of sync the account uses. */
	source: string;
	deviceId: string;
}

/** Reads the extension's database from one of its windows, as it is at this moment. */
export async function readStored(window: Surface, roomId: string): Promise<Stored> {
	return window.evaluate(async (id) => {
		const answer = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
		const db = await answer(indexedDB.open(name));
		try {
			const transaction = db.transaction(['events', 'outbox', 'position', 'session']);
			const [rows, outbox, position, session] = await Promise.all([
				answer(
					transaction
						.objectStore('events')
						.getAll(IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, []])),
				),
				answer(transaction.objectStore('outbox').getAll()),
				answer(transaction.objectStore('position').get('sync')),
				answer(transaction.objectStore('session').get('session')),
			]);
			return {
				rows: rows.map(({ sealed, ...row }) => row),
				outbox: outbox.filter(({ roomId }) => roomId === id).map(({ state }) => state),
				source: position?.source ?? '',
				deviceId: session?.deviceId ?? '',
			};
		} finally {
			db.close();
		}
	}, roomId);
}
