import type { BrowserName } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { enterMessage } from './enter-message.ts';
import { type Figure, ratio } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { equip } from './page/surface.ts';
import { SdkPeer } from './sdk/peer.ts';
import { Sender } from './sdk/sender.ts';
import { benchAccount } from './seed/synapse.ts';

/** Who gets the key of each room. */
const devices = 50;
/** A short message takes a person about as long. */
const typingMs = 1_500;
const [alice, carol, dave] = [benchAccount('alice'), benchAccount('carol'), benchAccount('dave')];

/**
 * From Enter to the message decrypted at a peer, in a room that was never written to: its key is yet to be given to
 * all of its devices. Typed as people type, and pasted and sent at once; against the message after it.
 */
export const sendFirst: Group = {
	name: 'send.first',
	figures: ['send.first/next'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 5,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.emptyHomeserver([alice, carol, dave]);
	bench.say(`Messa, a bare client, and ${devices} devices`);
	const reader = bench.started.use(await SdkPeer.start(server, carol));
	for (let device = 0; device < devices; device += 1) {
		const sender = await Sender.signIn(server, dave);
		bench.started.defer(() => sender.stop());
	}
	const logins = [await server.login(alice), await server.login(dave)];
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, alice, 0);
	const page = await equip(await messa.browser.page('popup.html'));

	const figure = (name: string): Figure => ({ name, unit: 'ms', browser, readings: [] });
	const typed = figure('the first message of a room, typed');
	const atOnce = figure('the same, sent at once');
	const next = figure('the message after it');
	let count = 0;
	const newRoom = async (): Promise<string> => {
		count += 1;
		const name = `Plan ${count}`;
		await reader.makeRoom(name, logins);
		await page.click({ role: 'button', name: new RegExp(`^${name}\\b`) });
		return name;
	};
	const say = async (room: string, pauseMs: number): Promise<number> => {
		const { entered, body } = await enterMessage(page, room, pauseMs);
		return (await reader.whenRead(body)) - entered;
	};
	const leave = async (): Promise<void> => {
		await page.press('Escape');
		await page.see({ role: 'searchbox' });
	};
	await bench.take([typed, atOnce, next], async () => {
		const first = await newRoom();
		const readings = [await say(first, typingMs)];
		await leave();
		const second = await newRoom();
		readings.push(await say(second, 0), await say(second, typingMs));
		await leave();
		return readings;
	});
	return [ratio('send.first/next', typed, next), ratio('send.first/next, sent at once', atOnce, next)];
}
