import type { BenchLogin, Synapse } from '../seed/synapse.ts';

/** Makes an encrypted room with others, who join it. @returns its id. */
export async function makeEncryptedRoom(
	server: Synapse,
	{ token }: BenchLogin,
	name: string,
	others: BenchLogin[],
): Promise<string> {
	const encryption = {
		type: 'm.room.encryption',
		state_key: '',
		content: { algorithm: 'm.megolm.v1.aes-sha2' },
	};
	const body = {
		name,
		preset: 'private_chat',
		invite: others.map(({ userId }) => userId),
		initial_state: [encryption],
	};
	const { room_id: roomId } = await server.request<{ room_id: string }>('/createRoom', {
		method: 'POST',
		body,
		token,
	});
	for (const other of others) {
		await server.request(`/join/${encodeURIComponent(roomId)}`, {
			method: 'POST',
			body: {},
			token: other.token,
		});
	}
	return roomId;
}
