import { writeFile } from 'node:fs/promises';
import type { Browser as PuppeteerBrowser } from 'puppeteer-core';
import { inFirefox } from './firefox-scope.ts';

/** What Chromium is started with to have a camera that sees a video file, which it reads whenever it is opened. */
export function cameraFlags(file: string | undefined): string[] {
	return file ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`] : [];
}

/** What Firefox is set to, to have a camera; it sees a pattern of its own. */
export function cameraPreferences(file: string | undefined): Record<string, unknown> {
	return file ? { 'media.navigator.streams.fake': true } : {};
}

/** Answers Chromium's question for the camera, now and later. */
export async function answerInChromium(
	browser: PuppeteerBrowser,
	origin: string,
	isAllowed: boolean,
): Promise<void> {
	await browser.defaultBrowserContext().overridePermissions(origin, isAllowed ? ['camera'] : []);
}

/** Answers Firefox's question for the camera, now and later. */
export async function answerInFirefox(
	browser: PuppeteerBrowser,
	id: string,
	isAllowed: boolean,
): Promise<void> {
	const answer = `const { ALLOW_ACTION, DENY_ACTION } = Services.perms;
		Services.perms.addFromPrincipal(extensionOf(args.id).principal, 'camera', args.isAllowed ? ALLOW_ACTION : DENY_ACTION);`;
	await inFirefox(browser, answer, { id, isAllowed });
}

/** Writes a grey picture (0 black to 255 white) as a video of two frames. YUV4MPEG2, 4:2:0. */
export async function writeVideo(
	file: string,
	{ width, height, data }: { width: number; height: number; data: Uint8Array },
): Promise<void> {
	const colours = Buffer.alloc((width * height) / 2, 128);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), data, colours]);
	const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
	await writeFile(file, Buffer.concat([head, frame, frame]));
}
