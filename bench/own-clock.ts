import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const source = fileURLToPath(new URL('own-clock.c', import.meta.url));

/** A wall clock for one browser, beside the machine's; what measures time in a process is left alone. */
export class OwnClock {
	/** What is in the environment of the browser that has it. */
	readonly env: Record<string, string>;
	readonly #file: string;

	/** Makes one that tells the machine's time, in a directory of its own. @throws Error where there is no C compiler. */
	static async make(dir: string): Promise<OwnClock> {
		const library = join(dir, 'own-clock.so');
		await promisify(execFile)('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
		return new OwnClock(library, join(dir, 'own-clock'));
	}

	private constructor(library: string, file: string) {
		this.#file = file;
		this.env = { LD_PRELOAD: library, MESSA_CLOCK: file };
		this.#write(0, 'w');
	}

	/** Puts it so many seconds before the machine's, or behind it. */
	put(seconds: number): void {
		this.#write(seconds, 'r+');
	}

	/** In place, since it is mapped. */
	#write(seconds: number, flag: 'w' | 'r+'): void {
		writeFileSync(this.#file, new BigInt64Array([BigInt(Math.round(seconds))]), { flag });
	}
}
