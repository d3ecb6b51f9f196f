import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('results/latest.json', import.meta.url));

/** What came of one kind of fault. */
export interface Result {
	name: string;
	/** How many faults there were. */
	tried: number;
	/** After how many of them everything was as it should be. */
	survived: number;
	/** Messages that are missing somewhere. */
	lost: number;
	/** Messages that are somewhere more than once, or in another order than they were said. */
	doubled: number;
	/** Messages that one side cannot read and the other can. */
	unreadable: number;
}

/** Forgets the results of an earlier run. */
export function clearResults(): void {
	rmSync(path, { force: true });
}

/** Adds a result to `results/latest.json`; one of the same name gives way. */
export function record(result: Result): void {
	const others = readResults().filter(({ name }) => name !== result.name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${JSON.stringify([...others, result], null, '\t')}\n`);
}

export function readResults(): Result[] {
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Result[]) : [];
}
