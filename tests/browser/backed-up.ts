import { untilTrue } from './driver/index.ts';
import type { World } from './world.ts';

/** Waits until Alice's key backup on the homeserver holds that many keys. */
export async function untilBackedUp({ servers, alice }: World, count: number): Promise<void> {
	const server = servers.alice;
	const { token } = await server.login(alice.username, alice.password);
	const isKept = async (): Promise<boolean> => {
		const path = '/_matrix/client/v3/room_keys/version';
		return (await server.request<{ count: number }>(path, { token })).count >= count;
	};
	await untilTrue(`${count} keys in the backup`, isKept, 60_000);
	await server.request('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
}
