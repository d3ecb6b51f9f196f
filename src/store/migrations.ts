import type { Transaction } from 'dexie';
import type { MediaRow, PositionRow } from './account-rows.ts';
import type { EventRow, TimelineRow } from './event-rows.ts';
import { roomIndexes } from './room-indexes.ts';
import type { RoomRow } from './room-rows.ts';

/**
 * Version 1 to 2: rooms get the columns that they are found by, verdicts of push rules an index, media their
 * size, and the position says that the account was seen whole, as it was by the one kind of sync there was.
 * What links to which page is sealed, which no upgrade can wait for: the rooms are noted to be looked through.
 */
export async function addIndexes(transaction: Transaction): Promise<void> {
	await transaction
		.table<RoomRow>('rooms')
		.toCollection()
		.modify((room) => {
			Object.assign(room, roomIndexes(room));
		});
	await transaction
		.table<TimelineRow>('events')
		.filter((row) => row.kind === 'event' && row.notifies !== undefined)
		.modify((row) => {
			const event = row as EventRow;
			if (event.notifies) event.notifies = 1;
			else delete event.notifies;
			if (event.highlights) event.highlights = 1;
			else delete event.highlights;
		});
	await transaction
		.table<MediaRow>('media')
		.filter(({ blob }) => blob !== undefined)
		.modify((row) => {
			if (row.blob) row.bytes = row.blob.size;
		});
	const roomIds = await transaction.table<RoomRow>('rooms').toCollection().primaryKeys();
	await transaction.table('unlinked').bulkPut(roomIds.map((roomId) => ({ roomId })));
	await transaction.table<PositionRow>('position').toCollection().modify({ isComplete: true });
}
