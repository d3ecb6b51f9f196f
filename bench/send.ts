import type { BrowserName, Surface } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { enterMessage } from './enter-message.ts';
import { type Figure, ratio } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { equip } from './page/surface.ts';
import { SdkPeer } from './sdk/peer.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount } from './seed/synapse.ts';

const frameMs = 1000 / 60;
/** Messages for each repeat, so that the slowest twentieth means something. */
const times = 5;
const roomName = 'Talk';

/**
 * From Enter to one's own message on the screen, and to the same message decrypted at a peer; the latter
 * against two bare matrix-js-sdk clients. All in turns.
 */
export const send: Group = {
	name: 'send',
	figures: ['send.paint', 'send.peer/sdk'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 4,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.homeserver();
	bench.say(`Messa, and two bare clients`);
	const carol = bench.started.use(await SdkPeer.start(server, benchAccount('carol')));
	const dave = bench.started.use(await SdkPeer.start(server, benchAccount('dave')));
	const account = benchAccount('twenty');
	await carol.makeRoom(roomName, [await server.login(account)]);
	const bareRoomId = await carol.makeRoom('Bare', [await server.login(benchAccount('dave'))]);
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, account, roomCounts.twenty + 1);
	const page = await openRoom(await equip(await messa.browser.page('popup.html')));

	const figure = (name: string, unit: string): Figure => ({ name, unit, browser, readings: [] });
	const paint = figure('send.paint', 'frames of 16.7 ms');
	const peer = figure('Enter to decrypted at a peer', 'ms');
	const bare = figure('the same between bare clients', 'ms');
	const read = async (): Promise<number[]> => {
		const { paintedMs, entered, body } = await enterMessage(page, roomName);
		const readByPeer = await carol.whenRead(body);
		const bareBody = `Bare ${crypto.randomUUID()}`;
		const begun = await dave.send(bareRoomId, bareBody);
		return [paintedMs / frameMs, readByPeer - entered, (await carol.whenRead(bareBody)) - begun];
	};
	await bench.take([paint, peer, bare], read, times);
	paint.goal = { atMost: 1, p95AtMost: 2 };
	return [paint, ratio('send.peer/sdk', peer, bare, { atMost: 1.3 })];
}

async function openRoom(page: Surface): Promise<Surface> {
	await page.click({ role: 'button', name: new RegExp(`^${roomName}\\b`) });
	await page.see({ role: 'textbox', name: `Message ${roomName}` });
	return page;
}
