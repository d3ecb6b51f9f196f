import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Browser, launch, type Surface } from './driver/index.ts';
import { serveInClear, serveSecurely, type WebServer } from './web-server.ts';

const wellKnown = '/.well-known/matrix/client';
const versions = '/_matrix/client/versions';
const login = '/_matrix/client/v3/login';

let browser: Browser;
let welcome: Surface;
let server: WebServer | undefined;

beforeAll(async () => {
	browser = await launch(browserName);
	welcome = await browser.waitForTab('welcome.html');
});

afterAll(async () => {
	await browser?.close();
});

async function give(address: string): Promise<void> {
	await welcome.fill({ role: 'textbox', name: 'User ID or homeserver' }, address);
	await welcome.press('Enter');
}

/** Gives the address, and waits for these words instead of the next question. */
async function refused(address: string, words: RegExp): Promise<void> {
	await give(address);
	await welcome.see({ role: 'alert', containing: words });
	await welcome.dontSee({ role: 'textbox', name: 'Password' });
	server?.close();
	server = undefined;
}

describe('looking for the homeserver', () => {
	it('asks for an address when none is given', async () => {
		await welcome.see({ role: 'heading', name: 'Welcome to Messa' });
		await welcome.press('Enter');
		await welcome.see('Give a user ID or a homeserver.');
	});

	it('says what an address looks like', async () => {
		await refused('@alice', /A user ID looks like @alice:example\.org/);
	});

	it('says that there is no such host', async () => {
		await refused('@alice:nowhere.invalid', /No server was found at that address/);
	});

	it('says that a web site is not a Matrix server', async () => {
		server = await serveSecurely({ '/': 'A shop' }, { isPrivate: true });
		await refused(`@alice:${server.name}`, /does not speak Matrix/);
	});

	it('says that a server which answers with something else is not a Matrix server', async () => {
		server = await serveInClear({ [versions]: 'Welcome' });
		await refused(server.name, /does not speak Matrix/);
	});

	it('says that the server describes itself in a way that cannot be read', async () => {
		server = await serveSecurely({ [wellKnown]: 'm.homeserver: localhost' });
		await refused(`@alice:${server.name}`, /describes itself in a way that cannot be read/);
	});

	it('says that the server which another one names does not answer', async () => {
		server = await serveSecurely({ [wellKnown]: named('https://gone.invalid') });
		await refused(`@alice:${server.name}`, /The server does not answer/);
	});

	it('says that the server is too old', async () => {
		server = await serveSecurely({ [versions]: { versions: ['r0.5.0', 'r0.6.1'] } });
		await refused(server.name, /too old for Messa/);
	});

	it('says that the server takes no passwords', async () => {
		server = await serveSecurely({
			[versions]: { versions: ['v1.11'] },
			[login]: { flows: [{ type: 'm.login.sso' }] },
		});
		await refused(server.name, /does not allow signing in with a password/);
	});

	it('does not send a password in clear beyond this machine', async () => {
		await refused('http://example.org', /not secure/);
		server = await serveSecurely({ [wellKnown]: named('http://example.org') });
		await refused(server.name, /not secure/);
	});

	it('follows a server to the one that it names', async () => {
		const named_ = await serveInClear({
			[versions]: { versions: ['v1.11'] },
			[login]: { flows: [{ type: 'm.login.password' }] },
		});
		server = await serveSecurely({ [wellKnown]: named(`http://${named_.name}`) });
		await give(`@alice:${server.name}`);
		await welcome.see({ role: 'textbox', name: 'Password' });
		named_.close();
	});
});

function named(base_url: string): object {
	return { 'm.homeserver': { base_url } };
}
