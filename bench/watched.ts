import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	type Browser,
	type BrowserName,
	launch,
	type Surface,
	until,
	untilTrue,
} from '../tests/browser/driver/index.ts';
import type { Bench } from './bench.ts';
import { pause } from './clock.ts';
import { blankPage } from './extension.ts';
import { call, equip } from './page/surface.ts';
import type { Testimony } from './page/witness.ts';

const patienceMs = 120_000;
/** For that long nothing has happened once the background is at rest. */
const restMs = 700;

/** A browser with an extension, and a blank page of it from which its background is woken and watched. */
export class Watched {
	readonly browser: Browser;
	readonly desk: Surface;

	/** @param options.profileDir of one that was there before; without it, everything is new. */
	static async launch(
		bench: Bench,
		name: BrowserName,
		options: { extensionDir: string; profileDir?: string },
	): Promise<Watched> {
		const { extensionDir, profileDir } = options;
		const isNew = !profileDir || !existsSync(join(profileDir, 'profile'));
		const browser = await launch(name, { ...options, isDirect: true });
		bench.started.defer(() => browser.close());
		// What Messa opens at its installation would take part in signing in.
		if (isNew && existsSync(join(extensionDir, 'welcome.html'))) {
			const welcome = await browser.waitForTab('welcome.html');
			// One that closes while it asks for its words would leave Chromium's process without any.
			await welcome.see({ role: 'heading', name: /Messa/ });
			await welcome.close();
		}
		const watched = new Watched(browser, await equip(await browser.page(blankPage)));
		// A background that is yet to start could not be ended.
		await untilTrue('the background to start', () => browser.isBackgroundAlive(), patienceMs);
		return watched;
	}

	private constructor(browser: Browser, desk: Surface) {
		this.browser = browser;
		this.desk = desk;
	}

	/** Waits until the background has had nothing to do for a while. */
	async untilQuiet(): Promise<void> {
		const end = performance.now() + patienceMs;
		await call(this.desk, 'testimony');
		do await pause(restMs);
		while ((await call(this.desk, 'testimony')).length > 0 && performance.now() < end);
	}

	/** Ends the background, if it lives; it stays dead until `wake`. */
	async killBackground(): Promise<void> {
		await call(this.desk, 'clearAlarms');
		await this.browser.killBackground();
		await call(this.desk, 'testimony');
	}

	/** Wakes the dead background by a message that it refuses. @returns when. */
	async wake(): Promise<number> {
		if (await this.browser.isBackgroundAlive()) throw new Error('the background was awake');
		return call(this.desk, 'wake');
	}

	/** When the witness told of that, in ms since the epoch. */
	async whenTold(what: string, isIt: (told: Testimony) => boolean): Promise<number> {
		const { time } = await until(
			what,
			async () => (await call(this.desk, 'testimony')).find(isIt),
			patienceMs,
		);
		return time;
	}
}
