import type { World } from './world.ts';

/** Client-server API §`GET /room_keys/version`. */
export interface BackupVersion {
	version: string;
	/** Keys in it. */
	count: number;
}

type Ask = <A>(method: string, path: string, body?: object) => Promise<A>;

/** Runs `work` with what a client of Alice's without encryption can ask, `path` after `/_matrix/client/v3`. */
export async function onServer<T>(world: World, work: (ask: Ask) => Promise<T>): Promise<T> {
	const { alice } = world.servers;
	const { token } = await alice.login(world.alice.username, world.alice.password);
	try {
		return await work((method, path, body) =>
			alice.request(`/_matrix/client/v3${path}`, { method, token, body }),
		);
	} finally {
		await alice.request('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
	}
}
