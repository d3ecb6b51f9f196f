import type { AccountDatabase } from './database.ts';
import type { OutboxRow } from './outbox-rows.ts';

/** The newest message of each room that the homeserver has not sent back yet, by the room's id. */
export type OnItsWay = ReadonlyMap<string, OutboxRow>;

/** Reads what is on its way. */
export async function readOnItsWay(db: AccountDatabase): Promise<OnItsWay> {
	return newestMessages(await db.outbox.orderBy('sequence').toArray());
}

/** The last message of each room among rows in the order in which they leave. */
export function newestMessages(rows: readonly OutboxRow[]): OnItsWay {
	const messages = rows.filter(({ type }) => type === 'm.room.message');
	return new Map(messages.map((row) => [row.roomId, row]));
}
