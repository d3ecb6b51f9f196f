import { Peer } from '../homeserver/peer.ts';
import { type Homeservers, startHomeservers } from '../homeserver/servers.ts';
import { type Browser, type BrowserName, type LaunchOptions, launch } from './driver/index.ts';

/** An account on one of the homeservers. */
export interface Person {
	userId: string;
	username: string;
	password: string;
}

/** Alice's browser with Messa on her homeserver, and Bob's other client on his. */
export interface World {
	servers: Homeservers;
	alice: Person;
	/** Bob's account; `bob` is his client. */
	bobAccount: Person;
	bob: Peer;
	browser: Browser;
	stop(): Promise<void>;
}

/** Starts two federating homeservers, Bob's client, and a browser with Messa where nobody is signed in yet. */
export async function openWorld(browserName: BrowserName, options: LaunchOptions = {}): Promise<World> {
	const started = new AsyncDisposableStack();
	try {
		const servers = started.use(await startHomeservers());
		const [alice, bobAccount] = await Promise.all([
			register(servers.alice, 'alice', 'Alice'),
			register(servers.bob, 'bob', 'Bob'),
		]);
		const { userId, password } = bobAccount;
		const bob = started.use(await Peer.start({ homeserver: servers.bob, userId, password }));
		const browser = await launch(browserName, options);
		started.defer(() => browser.close());
		return { servers, alice, bobAccount, bob, browser, stop: () => started.disposeAsync() };
	} catch (error) {
		await started.disposeAsync();
		throw error;
	}
}

/** Makes an account with a password of its own. */
export async function register(
	homeserver: Homeservers['alice'],
	username: string,
	displayName: string,
): Promise<Person> {
	const password = `${crypto.randomUUID()} of ${username}`;
	const userId = await homeserver.register(username, password, { displayName });
	return { userId, username, password };
}
