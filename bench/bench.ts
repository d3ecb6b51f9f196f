import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../tests/browser/driver/index.ts';
import { measuredExtension } from './extension.ts';
import type { Figure } from './figure.ts';
import { SeededData } from './seed/data.ts';
import { type BenchAccount, type ServerOptions, Synapse } from './seed/synapse.ts';

/** Figures that are measured together, in turns, so that they can be compared. */
export interface Group {
	name: string;
	/** What it measures, for `npm run bench -- <name>`. */
	figures: string[];
	/** Where the measurement exists; in each it is taken by itself. */
	browsers: BrowserName[];
	/** In one browser. It is given up after that, beside `Bench.minutes`. */
	limitMinutes: number;
	/** How long it watches unless said otherwise, where readings take their time; 2 minutes without it. */
	minutes?: number;
	/** It measures on the seeded accounts, which take their time to make. */
	isSeeded?: true;
	/** It takes so long that it is measured only when it is named. */
	isOnRequest?: true;
	measure(bench: Bench, browser: BrowserName): Promise<Figure[]>;
}

/** What a group measures with. All that it starts ends with it. */
export class Bench {
	/** How many readings of each figure, at the least. */
	readonly repeats: number;
	/** How long to watch where readings take their time. */
	readonly minutes: number;
	readonly started = new AsyncDisposableStack();
	readonly #say: (line: string) => void;
	#dir: Promise<string> | undefined;
	readonly #extensions = new Map<BrowserName, Promise<string>>();

	constructor(repeats: number, minutes: number, say: (line: string) => void) {
		this.repeats = repeats;
		this.minutes = minutes;
		this.#say = say;
	}

	/** Tells what is being done. */
	say(line: string): void {
		this.#say(line);
	}

	/** A directory that goes with the group. */
	async directory(): Promise<string> {
		this.#dir ??= mkdtemp(join(tmpdir(), 'messa-bench-')).then((dir) => {
			this.started.defer(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
			return dir;
		});
		return this.#dir;
	}

	/** The seeded data, made now if they are not there. */
	async data(): Promise<SeededData> {
		return SeededData.prepare((line) => this.say(line));
	}

	/** A homeserver on a copy of the seeded data. */
	async homeserver(options: ServerOptions = {}): Promise<Synapse> {
		const dataDir = await mkdtemp(join(await this.directory(), 'server-'));
		await (await this.data()).copyTo(dataDir);
		return this.started.use(await Synapse.start(dataDir, options));
	}

	/** A homeserver with nothing on it but these accounts. */
	async emptyHomeserver(accounts: BenchAccount[], options: ServerOptions = {}): Promise<Synapse> {
		const dataDir = await mkdtemp(join(await this.directory(), 'server-'));
		const server = this.started.use(await Synapse.start(dataDir, options));
		for (const account of accounts) await server.register(account);
		return server;
	}

	/** The build under measurement, with a witness and a blank page. */
	async extension(browser: BrowserName): Promise<string> {
		const known = this.#extensions.get(browser) ?? measuredExtension(browser, await this.directory());
		this.#extensions.set(browser, known);
		return known;
	}

	/**
	 * Takes readings of some figures in turns: `read` gives one of each. The first turn warms up and does not
	 * count; one that fails is taken again, up to three times in all.
	 * @param times how many turns for each repeat
	 */
	async take(figures: Figure[], read: () => Promise<number[]>, times = 1): Promise<void> {
		let failures = 0;
		for (let turn = 0; turn <= this.repeats * times; ) {
			try {
				const readings = await read();
				if (turn > 0)
					for (const [index, figure] of figures.entries())
						figure.readings.push(readings[index] ?? Number.NaN);
				this.say(
					`${turn} of ${this.repeats * times}: ${readings.map((reading) => reading.toPrecision(3)).join(', ')}`,
				);
				turn += 1;
			} catch (error) {
				failures += 1;
				if (failures > 3 || this.started.disposed) throw error;
				this.say(`once more, since: ${error instanceof Error ? error.message : String(error)}`);
			}
		}
	}
}
