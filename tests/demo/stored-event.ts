import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Homeservers } from '../homeserver/servers.ts';

/** What a homeserver has on its disk of one event: its type and content, as JSON. */
export function storedEvent(homeserver: Homeservers['alice'], eventId: string): string {
	const database = new DatabaseSync(join(homeserver.dataDir, 'homeserver.db'), { readOnly: true });
	try {
		const row = database.prepare('SELECT json FROM event_json WHERE event_id = ?').get(eventId);
		const { type, content } = JSON.parse(String(row?.json)) as { type: string; content: object };
		return JSON.stringify({ type, content });
	} finally {
		database.close();
	}
}
