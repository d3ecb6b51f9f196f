import { type BrowserName, until, untilTrue } from '../tests/browser/driver/index.ts';
import type { Bench } from './bench.ts';
import { call } from './page/surface.ts';
import type { BenchAccount, Synapse } from './seed/synapse.ts';
import { Watched } from './watched.ts';

const patienceMs = 180_000;

/** A browser with the build under measurement, where nobody is signed in. */
export async function launchMessa(bench: Bench, name: BrowserName): Promise<Watched> {
	return Watched.launch(bench, name, { extensionDir: await bench.extension(name) });
}

/** Signs in with an identity of its own, as a person does, and waits until all rooms are here. */
export async function signIn(
	watched: Watched,
	server: Synapse,
	{ userId, password }: BenchAccount,
	rooms: number,
): Promise<void> {
	const { desk } = watched;
	await call(desk, 'signIn', { baseUrl: server.baseUrl, user: userId, password });
	await untilIdentity(watched, 'missing');
	await call(desk, 'createIdentity', password);
	await untilHere(watched, rooms);
}

/** Signs in as one more device of an account with an identity, which its recovery key confirms. */
export async function signInAndRecover(
	watched: Watched,
	server: Synapse,
	{ userId, password }: BenchAccount,
	recoveryKey: string,
	rooms: number,
): Promise<void> {
	const { desk } = watched;
	await call(desk, 'signIn', { baseUrl: server.baseUrl, user: userId, password });
	await untilIdentity(watched, 'locked');
	await call(desk, 'recover', recoveryKey);
	await untilHere(watched, rooms);
}

async function untilIdentity({ desk }: Watched, state: 'missing' | 'locked'): Promise<void> {
	const isIt = async (): Promise<boolean> => (await call(desk, 'identityState')) === state;
	await untilTrue(`the identity to be ${state}`, isIt, patienceMs);
}

async function untilHere(watched: Watched, rooms: number): Promise<void> {
	const { desk } = watched;
	const isHere = async (): Promise<true | undefined> => {
		const progress = await call(desk, 'progress');
		return (progress.isLive && progress.rooms >= rooms) || undefined;
	};
	await until(
		async () => `${rooms} rooms: ${JSON.stringify(await call(desk, 'progress'))}`,
		isHere,
		patienceMs,
	);
	await watched.untilQuiet();
}
