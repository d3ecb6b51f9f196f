import type { BrowserName, Surface } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { attachFile, chooseFile, writeRandomFile } from './choose-file.ts';
import { type Figure, ratio } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { Sender } from './sdk/sender.ts';
import { benchAccount } from './seed/synapse.ts';

const megabytes = 50;
const alice = benchAccount('alice');
const carol = benchAccount('carol');

/**
 * How fast a file of the disk is encrypted and with the homeserver, from Enter in the tray on; against a bare
 * `fetch` that posts the very same file from a page of the same extension. In turns.
 */
export const upload: Group = {
	name: 'upload',
	figures: ['upload.50/fetch'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 6,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.emptyHomeserver([alice, carol]);
	const sender = await Sender.signIn(server, carol);
	bench.started.defer(() => sender.stop());
	const { token, ...login } = await server.login(alice);
	const roomId = await sender.makeRoom('Files', [{ token, ...login }]);
	const path = await writeRandomFile(bench, 'film.bin', megabytes * 1_000_000);
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, alice, 1);
	await call(messa.desk, 'addFileField');
	await chooseFile(messa.desk, path);
	const chat = await equip(await messa.browser.openTab(`sidepanel.html?room=${encodeURIComponent(roomId)}`));

	const figure = (name: string): Figure => ({ name, unit: 'MB/s', browser, readings: [] });
	const ours = figure('encrypted, kept and uploaded');
	const bare = figure('uploaded by fetch');
	await bench.take([ours, bare], async () => {
		const sentMs = await send(chat, path);
		await messa.untilQuiet();
		const postedMs = await call(messa.desk, 'postFile', { baseUrl: server.baseUrl, token });
		return [sentMs, postedMs].map((ms) => megabytes / (ms / 1000));
	});
	return [ratio('upload.50/fetch', ours, bare)];
}

/** Sends the file as a person does. @returns how long it took until the homeserver had it, in ms. */
async function send(chat: Surface, path: string): Promise<number> {
	await attachFile(chat, path);
	await call(chat, 'watchForSheet');
	await chat.press('Enter');
	const { sinceEpoch } = await call(chat, 'sentSheet');
	return (await call(chat, 'whenUploaded')) - sinceEpoch;
}
