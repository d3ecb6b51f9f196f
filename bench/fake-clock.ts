import { existsSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';

const libraries = '/usr/lib';
const library = 'faketime/libfaketimeMT.so.1';
/** Between a minute and three hours: a time zone set wrong, a battery that was empty. */
const leastSeconds = 60;
const mostSeconds = 3 * 3600;

/**
 * The clock on the wall as one browser sees it, by Debian's libfaketime: it can be put forward and back while
 * the browser runs. What measures spans of time goes on as before, as it does when a real clock is put.
 */
export class FakeClock {
	/** What the browser is to be started with. */
	readonly env: Record<string, string>;
	readonly #file: string;
	#seconds = 0;

	/** @returns undefined where there is no libfaketime. */
	static async make(bench: Bench): Promise<FakeClock | undefined> {
		const found = existsSync(libraries)
			? readdirSync(libraries).map((name) => join(libraries, name, library))
			: [];
		const path = found.find(existsSync);
		if (!path) return undefined;
		const clock = new FakeClock(path, join(await bench.directory(), 'clock'));
		await clock.#put(0);
		return clock;
	}

	private constructor(path: string, file: string) {
		this.#file = file;
		this.env = {
			LD_PRELOAD: path,
			FAKETIME_TIMESTAMP_FILE: file,
			FAKETIME_CACHE_DURATION: '1',
			FAKETIME_DONT_FAKE_MONOTONIC: '1',
		};
	}

	/** Puts it forward, or back to the right time. @returns what was done, in words. */
	async jump(): Promise<string> {
		const before = this.#seconds;
		const seconds = leastSeconds + Math.random() * (mostSeconds - leastSeconds);
		await this.#put(before === 0 ? Math.round(seconds) : 0);
		return `the clock was put by ${this.#seconds - before} s`;
	}

	async #put(seconds: number): Promise<void> {
		this.#seconds = seconds;
		// In one step, so that nobody reads half of it.
		await writeFile(`${this.#file}.new`, `+${seconds}\n`);
		await rename(`${this.#file}.new`, this.#file);
	}
}
