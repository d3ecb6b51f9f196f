import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Surface } from '../browser/driver/index.ts';

const directory = fileURLToPath(new URL('../../demo-output', import.meta.url));
const longestLine = 160;

/** The journey as a reader sees it: printed as it goes, and kept with its pictures in `demo-output/`. */
export class Transcript {
	readonly #lines: string[] = [];
	#steps = 0;

	constructor() {
		mkdirSync(directory, { recursive: true });
	}

	/** Begins a step. */
	step(text: string): void {
		this.#steps += 1;
		this.#write('', `${this.#steps}. ${text}`);
	}

	/** Says who saw or stored what. */
	tell(who: string, text: string): void {
		const line = `   ${who.padEnd(14)} ${text.replaceAll('\n', ' ⏎ ')}`;
		this.#write(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
	}

	/** Keeps what a window shows. */
	async picture(window: Surface, name: string): Promise<void> {
		const file = `${String(this.#steps).padStart(2, '0')}-${name}.png`;
		await window.screenshot(join(directory, file));
		this.tell('picture', `demo-output/${file}`);
	}

	#write(...lines: string[]): void {
		this.#lines.push(...lines);
		for (const line of lines) console.log(line);
		writeFileSync(join(directory, 'transcript.txt'), `${this.#lines.join('\n').trim()}\n`);
	}
}
