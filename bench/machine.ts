import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Where figures were taken: they are worth little without it. */
export interface Machine {
	cpus: number;
	model: string;
	memoryGiB: number;
	system: string;
	node: string;
	chromium: string;
	firefox: string;
	synapse: string;
	/** Processes that wanted to run, as a mean of the last minute, when the run began and ended. */
	loadBefore: number;
	loadAfter: number;
}

/** How busy the machine is now. */
export function load(): number {
	return loadavg()[0] ?? Number.NaN;
}

export function describeMachine(loadBefore: number): Machine {
	const model = cpus()[0]?.model ?? 'unknown';
	return {
		cpus: cpus().length,
		model,
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		system: `${platform()} ${release()}`,
		node: process.version,
		chromium: versionOf(process.env.CHROME_PATH ?? '/usr/bin/chromium'),
		firefox: versionOf(process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'),
		synapse: synapseVersion(),
		loadBefore,
		loadAfter: load(),
	};
}

function versionOf(program: string): string {
	try {
		const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
		return execFileSync(program, ['--version'], { encoding: 'utf8', stdio }).trim();
	} catch {
		return 'unknown';
	}
}

function synapseVersion(): string {
	const path = fileURLToPath(new URL('../tests/homeserver/requirements.txt', import.meta.url));
	return readFileSync(path, 'utf8').match(/^matrix-synapse\S*==(\S+)$/m)?.[1] ?? 'unknown';
}
