import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../homeserver/peer.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { RawPerson } from './screens/raw-person.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, register, type World } from './world.ts';

const sliding = /\/org\.matrix\.simplified_msc3575\/sync\?/;
const classic = /\/v3\/sync\?/;
/** A homeserver that was away is looked for once in that time at the latest. */
const untilFound = 30_000;

let world: World;
let popup: Surface;
let roomId: string;
let phone: OtherDevice;
let carol: RawPerson;
/** Rooms that Alice will not stay in. */
let bookClub: string;
let oldFriends: string;
let choir: string;
/** All that was said, in order. */
const said: string[] = ['Hello Alice'];

beforeAll(async () => {
	world = await openWorld(browserName);
	world.browser.network.record();
	await signIn(world);
	({ popup, roomId } = await chatWithBob(world));
	phone = await OtherDevice.signIn(world);
	const { servers, alice } = world;
	carol = await RawPerson.signIn(servers.alice, await register(servers.alice, 'carol', 'Carol'));
	bookClub = await phone.makeRoom({ name: 'Book club' });
	choir = await phone.makeRoom({ name: 'Choir' });
	oldFriends = await carol.createRoom({ name: 'Old friends', invite: [alice.userId] });
	await phone.request('POST', `/join/${encodeURIComponent(oldFriends)}`, {});
});

afterAll(async () => {
	await world?.stop();
});

/** How many requests of that kind have left since the last time that this was asked. */
function asked(kind: RegExp, from = 0): number {
	return world.browser.network.sent.slice(from).filter(({ url, method }) => {
		return method !== 'OPTIONS' && kind.test(url);
	}).length;
}

/** Alice leaves a room on her phone. */
async function leave(id: string): Promise<void> {
	await phone.request('POST', `/rooms/${encodeURIComponent(id)}/leave`, {});
}

async function offerSliding(isOffered: boolean): Promise<void> {
	await world.servers.alice.reconfigure({
		experimental_features: { msc3814_enabled: true, msc4222_enabled: true, msc3575_enabled: isOffered },
	});
}

/** Has both say something, and each read the other; then all that was said stands there once and in order. */
async function talk(about: string): Promise<void> {
	const { bob } = world;
	await bob.sendText(roomId, `Bob on ${about}`);
	await popup.see({ role: 'article', containing: `Bob on ${about}` }, { timeoutMs: untilFound });
	await say(popup, `Alice on ${about}`);
	const heard = await bob.waitForMessage({ body: `Alice on ${about}`, isDecrypted: true });
	expect(heard).toMatchObject({ deliveries: 1, wasEncrypted: true });
	said.push(`Bob on ${about}`, `Alice on ${about}`);
	const shown = (await popup.texts({ role: 'article' })).join('\n');
	expect(shown.match(/Hello Alice|(Bob|Alice) on [a-z ]+/g)).toEqual(said);
}

describe('the kind of sync', () => {
	it('is sliding sync where the homeserver offers it', async () => {
		await talk('the offer');
		expect(asked(sliding)).toBeGreaterThan(0);
		expect(asked(classic)).toBe(0);
	});

	it('is classic sync once that is withdrawn, with nothing lost', async () => {
		const from = world.browser.network.sent.length;
		await offerSliding(false);
		await talk('the withdrawal');
		expect(asked(classic, from)).toBeGreaterThan(0);
	});

	it('is sliding sync again once it is back, with nothing lost', async () => {
		const from = world.browser.network.sent.length;
		await offerSliding(true);
		await talk('the return');
		await untilTrue('sliding sync', async () => asked(sliding, from) > 0, untilFound);
		await talk('the way on');
	});

	it('takes rooms off the list that Alice has left elsewhere, or that she was removed from', async () => {
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see({ role: 'button', name: /^Book club/ });
		await popup.see({ role: 'button', name: /^Old friends/ });
		await leave(bookClub);
		await popup.dontSee({ role: 'button', name: /^Book club/ });
		await carol.kick(oldFriends, world.alice.userId);
		await popup.dontSee({ role: 'button', name: /^Old friends/ });
		await popup.see({ role: 'button', name: /^Choir/ });
	});

	it('goes on when the homeserver has forgotten the connection, and knows of devices made meanwhile', async () => {
		const { servers, bobAccount, browser } = world;
		browser.network.setOffline(true);
		await leave(choir);
		await servers.alice.stop();
		forgetConnections(servers.alice.dataDir);
		await servers.alice.start();
		const { userId, password } = bobAccount;
		const laptop = await Peer.start({ homeserver: servers.bob, userId, password });
		try {
			await world.bob.sendText(roomId, 'Bob on the road');
			said.push('Bob on the road');
			const from = browser.network.sent.length;
			browser.network.setOffline(false);
			await popup.dontSee({ role: 'button', name: /^Choir/ }, { timeoutMs: untilFound });
			await popup.click({ role: 'button', name: /^Bob/ });
			await popup.see({ role: 'article', containing: 'Bob on the road' }, { timeoutMs: untilFound });
			expect(asked(/simplified_msc3575\/sync\?(?!.*pos=)/, from)).toBe(1);
			await talk('the new laptop');
			await laptop.waitForMessage({ body: 'Alice on the new laptop', isDecrypted: true });
		} finally {
			await laptop.stop();
		}
	});
});

/** As Synapse does after hours of silence. */
function forgetConnections(dataDir: string): void {
	const database = new DatabaseSync(join(dataDir, 'homeserver.db'));
	database.exec('DELETE FROM sliding_sync_connections');
	database.close();
}
