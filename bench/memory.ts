import { randomFillSync } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserName, type Surface, untilTrue } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { attachFile, writeRandomFile } from './choose-file.ts';
import { pause } from './clock.ts';
import type { Figure } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { browserMemoryMb } from './processes.ts';
import { Sender } from './sdk/sender.ts';
import { benchAccount } from './seed/synapse.ts';
import type { Watched } from './watched.ts';

const bytes = 200_000_000;
const lookMs = 200;
const patienceMs = 120_000;
const alice = benchAccount('alice');
const carol = benchAccount('carol');

/**
 * The most memory that all processes of a browser hold while a file of 200 MB is attached and sent, and while one
 * is received and saved, each in a window of its own: over what they held right before.
 */
export const memory: Group = {
	name: 'memory',
	figures: ['memory.200'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 15,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.emptyHomeserver([alice, carol], { largestUpload: '300M' });
	const sender = await Sender.signIn(server, carol);
	bench.started.defer(() => sender.stop());
	const roomId = await sender.makeRoom('Files', [await server.login(alice)]);
	const path = await writeRandomFile(bench, 'film.bin', bytes);
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, alice, 1);
	const figure = (name: string): Figure => ({ name, unit: 'MB', browser, readings: [] });
	const before = figure('memory.200: the browser before');
	const sent = figure('memory.200: more while sending');
	const received = figure('memory.200: more while receiving');
	await bench.take([before, sent, received], async () => {
		const sending = await inChat(messa, roomId, (chat) => send(chat, path));
		const name = `${crypto.randomUUID()}.bin`;
		await sender.sendFile(roomId, name, new Blob([randomFillSync(new Uint8Array(bytes))]));
		const receiving = await inChat(messa, roomId, (chat) => save(messa, chat, name));
		return [sending.beforeMb, sending.moreMb, receiving.moreMb];
	});
	return [sent, received, before];
}

interface Held {
	/** What the browser held once the chat was open and at rest. */
	beforeMb: number;
	/** The most it held beyond that during the work. */
	moreMb: number;
}

/** Does something in a window with the chat, which goes afterwards, and what it held with it. */
async function inChat(messa: Watched, roomId: string, work: (chat: Surface) => Promise<void>): Promise<Held> {
	const { browser } = messa;
	const chat = await equip(await browser.openTab(`sidepanel.html?room=${encodeURIComponent(roomId)}`));
	await chat.see({ role: 'textbox', name: 'Message Files' });
	await messa.untilQuiet();
	const beforeMb = browserMemoryMb(browser.profileDir);
	const peak = await peakMb(messa, () => work(chat));
	await messa.untilQuiet();
	await chat.close();
	return { beforeMb, moreMb: peak - beforeMb };
}

async function send(chat: Surface, path: string): Promise<void> {
	await attachFile(chat, path);
	await call(chat, 'watchForSheet');
	await chat.press('Enter');
	await call(chat, 'sentSheet');
	await call(chat, 'whenUploaded');
}

async function save({ browser }: Watched, chat: Surface, name: string): Promise<void> {
	await chat.click({ role: 'button', name: `Save ${name}` });
	const path = join(browser.downloadsDir, name);
	const isSaved = async (): Promise<boolean> => (await stat(path)).size === bytes;
	await untilTrue('the file to be saved', isSaved, patienceMs);
	await rm(path);
}

/** The most that the browser holds while the work is done and right after it, looked at five times a second. */
async function peakMb({ browser: { profileDir } }: Watched, work: () => Promise<void>): Promise<number> {
	let peak = 0;
	let isOver = false;
	const watched = (async () => {
		do {
			peak = Math.max(peak, browserMemoryMb(profileDir));
			await pause(lookMs);
		} while (!isOver);
	})();
	try {
		await work();
	} finally {
		isOver = true;
		await watched;
	}
	return peak;
}
