import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import type { Content } from '../store/event-rows.ts';

/** Notes a room as a direct chat with a person, for all devices. Client-server API §Direct Messaging, `m.direct`. */
export async function rememberDirect(client: MatrixClient, userId: string, roomId: string): Promise<void> {
	const path = `/user/${encodeURIComponent(client.getSafeUserId())}/account_data/m.direct`;
	const content = await readAccountData(client, path);
	const rooms = Array.isArray(content[userId]) ? content[userId] : [];
	if (rooms.includes(roomId)) return;
	await client.http.authedRequest(Method.Put, path, undefined, { ...content, [userId]: [...rooms, roomId] });
}

async function readAccountData(client: MatrixClient, path: string): Promise<Content> {
	try {
		return await client.http.authedRequest<Content>(Method.Get, path);
	} catch (error) {
		if (error instanceof MatrixError && error.errcode === 'M_NOT_FOUND') return {};
		throw error;
	}
}
