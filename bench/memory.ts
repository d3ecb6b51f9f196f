import { randomFillSync } from 'node:crypto';
import { stat } from 'node:fs/promises';
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
import { benchAccount, type Synapse } from './seed/synapse.ts';
import type { Watched } from './watched.ts';

const bytes = 200_000_000;
const lookMs = 200;
const patienceMs = 120_000;
const carol = benchAccount('carol');

/**
 * The most memory that all processes of a browser hold while a file of 200 MB is attached and sent, and while one
 * is received and saved, over what they held right before; each in a browser that has held no file yet.
 */
export const memory: Group = {
	name: 'memory',
	figures: ['memory.200'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 15,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.emptyHomeserver([carol], { largestUpload: '300M' });
	const sender = await Sender.signIn(server, carol);
	bench.started.defer(() => sender.stop());
	const path = await writeRandomFile(bench, 'film.bin', bytes);
	const figure = (name: string): Figure => ({ name, unit: 'MB', browser, readings: [] });
	const before = figure('memory.200: the browser before');
	const sent = figure('memory.200: more while sending');
	const received = figure('memory.200: more while receiving');
	const inChat = async (work: (chat: Chat) => Promise<void>): Promise<Held> => {
		const opened = await openChat(bench, browser, server, sender);
		try {
			return await held(opened, work);
		} finally {
			await opened.messa.browser.close();
		}
	};
	await bench.take([before, sent, received], async () => {
		const sending = await inChat(({ window }) => send(window, path));
		const receiving = await inChat((chat) => receive(chat, sender));
		return [sending.beforeMb, sending.moreMb, receiving.moreMb];
	});
	return [sent, received, before];
}

/** A browser that has held no file yet, with a chat open. */
interface Chat {
	messa: Watched;
	window: Surface;
	roomId: string;
}

async function openChat(bench: Bench, browser: BrowserName, server: Synapse, sender: Sender): Promise<Chat> {
	const account = benchAccount(`alice-${crypto.randomUUID()}`);
	await server.register(account);
	const roomId = await sender.makeRoom('Files', [await server.login(account)]);
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, account, 1);
	const path = `sidepanel.html?room=${encodeURIComponent(roomId)}`;
	const window = await equip(await messa.browser.openTab(path));
	await window.see({ role: 'textbox', name: 'Message Files' });
	await messa.untilQuiet();
	return { messa, window, roomId };
}

interface Held {
	/** What the browser held at rest. */
	beforeMb: number;
	/** The most it held beyond that during the work. */
	moreMb: number;
}

/** Looks at what the browser holds, five times a second. */
async function held(chat: Chat, work: (chat: Chat) => Promise<void>): Promise<Held> {
	const { profileDir } = chat.messa.browser;
	const beforeMb = browserMemoryMb(profileDir);
	let peak = 0;
	let isOver = false;
	const watched = (async () => {
		while (!isOver) {
			peak = Math.max(peak, browserMemoryMb(profileDir));
			await pause(lookMs);
		}
	})();
	try {
		await work(chat);
		await chat.messa.untilQuiet();
	} finally {
		isOver = true;
		await watched;
	}
	return { beforeMb, moreMb: peak - beforeMb };
}

async function send(window: Surface, path: string): Promise<void> {
	await attachFile(window, path);
	await call(window, 'watchForSheet');
	await window.press('Enter');
	await call(window, 'sentSheet');
	await call(window, 'whenUploaded');
}

async function receive({ messa: { browser }, window, roomId }: Chat, sender: Sender): Promise<void> {
	const name = 'film.bin';
	await sender.sendFile(roomId, name, new Blob([randomFillSync(new Uint8Array(bytes))]));
	await window.click({ role: 'button', name: `Save ${name}` });
	const path = join(browser.downloadsDir, name);
	const isSaved = async (): Promise<boolean> => (await stat(path)).size === bytes;
	await untilTrue('the file to be saved', isSaved, patienceMs);
}
