import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import type { Content } from '../store/event-rows.ts';

/** Asks the homeserver for account data; empty where there is none. Client-server API §Client Config. */
export async function readAccountData(client: MatrixClient, type: string): Promise<Content> {
	try {
		return await client.http.authedRequest<Content>(Method.Get, pathOf(client, type));
	} catch (error) {
		if (error instanceof MatrixError && error.errcode === 'M_NOT_FOUND') return {};
		throw error;
	}
}

export async function writeAccountData(client: MatrixClient, type: string, content: Content): Promise<void> {
	await client.http.authedRequest(Method.Put, pathOf(client, type), undefined, content);
}

function pathOf(client: MatrixClient, type: string): string {
	return `/user/${encodeURIComponent(client.getSafeUserId())}/account_data/${encodeURIComponent(type)}`;
}
