import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture, makeSound, OwnFiles, recordVideo } from './attach-files.ts';
import { canary, filesWith } from './canary.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, untilTrue, violationsInWords } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { chatWithBob, signIn } from './steps.ts';
import { barePage } from './stored.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let files: OwnFiles;
let panel: Surface;
let bare: Surface;
let roomId: string;
/** Bob's pictures, by name. */
const pictures = new Map<string, Buffer>();

beforeAll(async () => {
	[world, files] = await Promise.all([openWorld(browserName), OwnFiles.make()]);
	await signIn(world);
	const { popup, roomId: id } = await chatWithBob(world);
	roomId = id;
	await popup.close();
	bare = await barePage(world.browser);
	pictures.set('first.png', await drawPicture(bare, 'image/png', 64, 48));
	pictures.set('second.jpg', await drawPicture(bare, 'image/jpeg', 300, 200));
	panel = await world.browser.openTab(`sidepanel.html?room=${encodeURIComponent(roomId)}`);
	await panel.see({ role: 'textbox', name: 'Message Bob' });
});

afterAll(async () => {
	await world?.stop();
	await files?.[Symbol.asyncDispose]();
});

async function bobSends(name: string, bytes: Buffer): Promise<string> {
	return world.bob.sendFile(roomId, await files.write(name, bytes));
}

/** Waits until the person has saved that under that name, which takes the browser several writes. */
async function untilSaved(name: string, bytes: Buffer | undefined): Promise<void> {
	await untilTrue(`${name} to be saved as it was`, async () => {
		const found = await readFile(join(world.browser.downloadsDir, name)).catch(() => undefined);
		return bytes !== undefined && found?.equals(bytes) === true;
	});
}

function picture(name: string) {
	return { role: 'img', name, within: { role: 'log' } };
}

/** Whether what stands there was drawn, in the size that it has. */
async function sizeOf(alt: string): Promise<number[]> {
	return panel.evaluate((wanted) => {
		const image = [...document.images].find((one) => one.alt === wanted);
		return [image?.naturalWidth ?? 0, image?.naturalHeight ?? 0];
	}, alt);
}

describe('a picture that comes', () => {
	it('is shown, decrypted', async () => {
		for (const [name, bytes] of pictures) {
			await bobSends(name, bytes);
			await panel.see(picture(name));
		}
		await untilTrue('the pictures to be drawn', async () => {
			const [first, second] = [await sizeOf('first.png'), await sizeOf('second.jpg')];
			return String(first) === '64,48' && String(second) === '300,200';
		});
	});

	it('is looked at closely, one after the other, by keyboard, and saved as it was', async () => {
		const viewer = { role: 'dialog', name: 'Pictures' };
		await panel.click({ role: 'button', name: 'Open the picture: first.png' });
		await panel.see({ text: '1 of 2', within: viewer });
		await panel.see({ role: 'img', name: 'first.png', within: viewer });
		await panel.press('+');
		await panel.see({ role: 'button', name: 'Zoom out', within: viewer });
		expect(violationsInWords(await axe(panel))).toEqual([]);
		await panel.press('0');
		await panel.press('ArrowRight');
		await panel.see({ text: '2 of 2', within: viewer });
		await panel.see({ role: 'img', name: 'second.jpg', within: viewer });
		await panel.click({ role: 'button', name: 'Save second.jpg', within: viewer });
		await untilSaved('second.jpg', pictures.get('second.jpg'));
		await panel.press('Escape');
		await panel.dontSee(viewer);
		expect(await panel.focused()).toBe('Open the picture: first.png');
	});

	it('comes although the background was killed over it', async () => {
		const bytes = pictures.get('first.png') ?? Buffer.alloc(0);
		await killIn(
			world,
			({ method, url }) => method === 'GET' && url.includes('/media/download/'),
			async () => void (await bobSends('killed.png', bytes)),
		);
		await panel.see(picture('killed.png'), { timeoutMs: 60_000 });
	});

	it('is still here without a network', async () => {
		world.browser.network.setOffline(true);
		await panel.close();
		panel = await world.browser.openTab(`sidepanel.html?room=${encodeURIComponent(roomId)}`);
		await panel.see(picture('first.png'));
		world.browser.network.setOffline(false);
	});
});

describe('a video or a sound that comes', () => {
	it.each(['video', 'audio'] as const)('is played and saved by keyboard: %s', async (kind) => {
		const name = kind === 'video' ? 'dance.webm' : 'hum.wav';
		const bytes = kind === 'video' ? await recordVideo(bare, 160, 120) : makeSound(2);
		await bobSends(name, bytes);
		const play = { role: 'button', name: `Play ${name}` };
		await panel.see(play);
		await panel.click({ role: 'textbox', name: 'Message Bob' });
		await untilFocused(play.name, 'Shift+Tab');
		await panel.press('Enter');
		await untilTrue(
			async () => `the player to have the focus, not "${await panel.focused()}"\n${await panel.outline()}`,
			async () => (await panel.focused()) === name,
		);
		if (kind === 'video') await untilTrue('it to play', () => isPlaying(kind, name));
		expect(violationsInWords(await axe(panel))).toEqual([]);
		// It would be over before the key is pressed; and without a loudspeaker Firefox plays no sound aloud.
		await panel.evaluate(async (tag) => {
			const player = document.querySelector<HTMLMediaElement>(tag);
			if (!player) return;
			player.loop = true;
			player.muted = true;
			if (player.error) player.load();
			await player.play();
		}, kind);
		await untilTrue('it to play', () => isPlaying(kind, name));
		await panel.press(' ');
		await untilTrue('it to stop', async () => !(await isPlaying(kind, name)));
		await untilFocused(`Save ${name}`, 'Tab');
		await panel.press('Enter');
		await untilSaved(name, bytes);
	});
});

describe('a file that comes', () => {
	it('is saved as it was, under a name that hides and does nothing', async () => {
		const bytes = randomBytes(200_000);
		const sent = await sentContent(await bobSends('report.bin', bytes));
		const body = '../invoice\u202Efdp.exe';
		await world.bob.send(roomId, 'm.room.message', { ...sent, body });
		await panel.click({ role: 'button', name: 'Save _invoicefdp.exe' });
		await untilSaved('_invoicefdp.exe', bytes);
	});

	it('is never shown when it could run, whatever its message calls it', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "owned"</script></svg>';
		const sent = await sentContent(await bobSends('bee.svg', Buffer.from(svg)));
		expect(sent.msgtype).toBe('m.image');
		await panel.see({ role: 'button', name: 'Save bee.svg' });
		expect(await panel.count(picture('bee.svg'))).toBe(0);
		const named = { ...sent, body: 'not a bee.png', info: { mimetype: 'image/png', size: svg.length } };
		await world.bob.send(roomId, 'm.room.message', named);
		await panel.see({ role: 'button', name: 'Save not a bee.png' });
		expect(await panel.count(picture('not a bee.png'))).toBe(0);
	});

	it('that was changed on the way is not shown, and says so', async () => {
		const sent = await sentContent(await bobSends('third.png', pictures.get('first.png') ?? Buffer.alloc(0)));
		const file = { ...(sent.file as object), hashes: { sha256: randomBytes(32).toString('base64') } };
		await world.bob.send(roomId, 'm.room.message', { ...sent, body: 'changed.png', file });
		await panel.see(/This file is not what was sent/);
		expect(await panel.count(picture('changed.png'))).toBe(0);
	});

	it('that its homeserver has lost says so, and can be tried again', async () => {
		const sent = await sentContent(
			await bobSends('fourth.png', pictures.get('first.png') ?? Buffer.alloc(0)),
		);
		const url = `mxc://${world.servers.bob.name}/nothinghere`;
		await world.bob.send(roomId, 'm.room.message', {
			...sent,
			body: 'lost.png',
			file: { ...(sent.file as object), url },
		});
		await panel.see(/does not have this file any more/, { timeoutMs: 30_000 });
		await panel.see({ role: 'button', name: 'Retry' });
		expect(violationsInWords(await axe(panel))).toEqual([]);
	});

	it('leaves nothing readable on the disk', async () => {
		const secret = canary();
		await bobSends('secret.txt', Buffer.from(secret.repeat(500)));
		await panel.click({ role: 'button', name: 'Save secret.txt' });
		await untilSaved('secret.txt', Buffer.from(secret.repeat(500)));
		for (const dir of await world.browser.storageDirs()) expect(await filesWith(dir, secret)).toEqual([]);
	});
});

/** Goes on by a key until the focus is there. */
async function untilFocused(name: string, key: string): Promise<void> {
	await untilTrue(
		async () => `the focus to be on "${name}", not on "${await panel.focused()}"`,
		async () => {
			if ((await panel.focused()) === name) return true;
			await panel.press(key);
			return false;
		},
	);
}

/** Whether the player of that name plays, and shows a picture if it is a video's. */
async function isPlaying(tag: 'video' | 'audio', name: string): Promise<boolean> {
	return panel.evaluate(
		(kind, label) => {
			const player = document.querySelector<HTMLMediaElement>(kind);
			if (player?.getAttribute('aria-label') !== label || player.paused) return false;
			const isSeen = !(player instanceof HTMLVideoElement) || player.videoWidth === 160;
			return player.currentTime > 0 && isSeen;
		},
		tag,
		name,
	);
}

/** The content of a message that Bob has sent. */
async function sentContent(eventId: string): Promise<Record<string, unknown>> {
	const { content } = await world.bob.waitForMessage({ eventId });
	return { ...content };
}
