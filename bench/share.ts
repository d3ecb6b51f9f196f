import { type BrowserName, type Site, type Surface, serveSite } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { pause } from './clock.ts';
import { blankPage } from './extension.ts';
import { type Figure, ratio } from './figure.ts';
import { paintOf } from './first-paint.ts';
import { launchMessa, signIn } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { SdkPeer } from './sdk/peer.ts';
import { benchAccount, type Synapse } from './seed/synapse.ts';
import type { Watched } from './watched.ts';

const rooms = 20;
const roomName = 'Talk';
/** After it a person's hand is at the button, and the background at rest. */
const settleMs = 700;

const alice = benchAccount('alice');
const carol = benchAccount('carol');
const dave = benchAccount('dave');

/**
 * In the real popup over a web page: from the click on the share button to the chats to choose from, against a
 * blank page of the same extension; and from Enter there to the share decrypted at a peer, against two bare
 * matrix-js-sdk clients. What is shared leaves at once. All in turns.
 */
export const share: Group = {
	name: 'share',
	figures: ['share.open/blank', 'share.peer/sdk'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 6,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.emptyHomeserver([alice, carol, dave]);
	const site = await serveSite();
	bench.started.defer(() => site.close());
	bench.say(`Messa with ${rooms} rooms, and two bare clients`);
	const { reader, writer, bareRoomId } = await startPeers(bench, server);
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, alice, rooms);
	await call(messa.desk, 'shareAtOnce');

	const figure = (name: string): Figure => ({ name, unit: 'ms', browser, readings: [] });
	const opened = figure('share clicked to chats painted');
	const blank = figure('blank page painted');
	const peer = figure('Enter to decrypted at a peer');
	const bare = figure('the same between bare clients');
	await bench.take([opened, blank, peer, bare], async () => {
		const blankMs = await paintOf(messa, blankPage, 'first-contentful-paint');
		const { openedMs, peerMs } = await shareOnce(messa, site, reader);
		const body = `Bare ${crypto.randomUUID()}`;
		const begun = await writer.send(bareRoomId, body);
		return [openedMs, blankMs, peerMs, (await reader.whenRead(body)) - begun];
	});
	return [ratio('share.open/blank', opened, blank), ratio('share.peer/sdk', peer, bare, { atMost: 1.3 })];
}

async function startPeers(
	bench: Bench,
	server: Synapse,
): Promise<{ reader: SdkPeer; writer: SdkPeer; bareRoomId: string }> {
	const reader = bench.started.use(await SdkPeer.start(server, carol));
	const writer = bench.started.use(await SdkPeer.start(server, dave));
	const login = await server.login(alice);
	for (let number = 1; number < rooms; number += 1) await reader.makeRoom(`Room ${number}`, [login]);
	await reader.makeRoom(roomName, [login]);
	return { reader, writer, bareRoomId: await reader.makeRoom('Bare', [await server.login(dave)]) };
}

/** Shares a page as a person does, to a room found by its name. @returns how long both parts took, in ms. */
async function shareOnce(
	messa: Watched,
	site: Site,
	reader: SdkPeer,
): Promise<{ openedMs: number; peerMs: number }> {
	const title = `Page ${crypto.randomUUID()}`;
	const url = site.pageUrl(title);
	const tab = await messa.browser.openTab(url);
	const popup = await messa.browser.popup();
	try {
		const openedMs = await openPicker(await equip(popup));
		await popup.fill({ role: 'combobox', name: 'Send to' }, roomName);
		await popup.dontSee({ role: 'option', name: /^Room/ });
		await call(popup, 'watchForSheet');
		await popup.press('Enter');
		const { sinceEpoch } = await call(popup, 'sentSheet');
		return { openedMs, peerMs: (await reader.whenRead(`${title}\n${url}`)) - sinceEpoch };
	} finally {
		await popup.close();
		await tab.close();
	}
}

async function openPicker(popup: Surface): Promise<number> {
	const button = { role: 'button', name: 'Share page' };
	await popup.see(button);
	await pause(settleMs);
	await call(popup, 'watchForPicker');
	await popup.click(button);
	const { begun, painted } = await call(popup, 'openedPicker');
	return painted - begun;
}
