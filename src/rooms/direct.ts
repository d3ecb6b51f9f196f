import type { MatrixClient } from 'matrix-js-sdk';
import { readAccountData, writeAccountData } from './account-data.ts';

/** Notes a room as a direct chat with a person, for all devices. Client-server API §Direct Messaging, `m.direct`. */
export async function rememberDirect(client: MatrixClient, userId: string, roomId: string): Promise<void> {
	const content = await readAccountData(client, 'm.direct');
	const rooms = Array.isArray(content[userId]) ? content[userId] : [];
	if (rooms.includes(roomId)) return;
	await writeAccountData(client, 'm.direct', { ...content, [userId]: [...rooms, roomId] });
}
