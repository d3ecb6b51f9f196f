import { readdirSync, readFileSync } from 'node:fs';

interface Process {
	pid: number;
	parent: number;
	command: string;
}

/**
 * Seconds of CPU that Chromium's processes for extensions have used, those of the browser with that profile.
 * Linux tells it by the nanosecond. @throws Error elsewhere.
 */
export function extensionCpuSeconds(profileDir: string): number {
	return extensionProcesses(profileDir).reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
}

/** MB of memory that those processes hold now and share with nobody. @throws Error elsewhere than on Linux. */
export function extensionMemoryMb(profileDir: string): number {
	const kilobytes = extensionProcesses(profileDir).map(({ pid }) => {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]);
	});
	return kilobytes.reduce((sum, each) => sum + each, 0) / 1000;
}

/**
 * MB of memory that all processes of the browser with that profile hold now; what several share counts once. An
 * extension's files lie in the browser's own process, too. @throws Error elsewhere than on Linux.
 */
export function browserMemoryMb(profileDir: string): number {
	const kilobytes = browserProcesses(profileDir).map(({ pid }) => {
		try {
			const sums = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
			return Number(/^Pss:\s+(\d+) kB$/m.exec(sums)?.[1] ?? 0);
		} catch {
			// It ended meanwhile.
			return 0;
		}
	});
	return kilobytes.reduce((sum, each) => sum + each, 0) / 1000;
}

function extensionProcesses(profileDir: string): Process[] {
	const extensions = browserProcesses(profileDir).filter(({ command }) =>
		command.includes('--extension-process'),
	);
	if (extensions.length === 0) throw new Error('the browser runs no extension');
	return extensions;
}

/** The browser and all that it has started. */
function browserProcesses(profileDir: string): Process[] {
	const all = processes();
	const places = [`--user-data-dir=${profileDir}`, `-profile ${profileDir}`];
	const named = all.filter(({ command }) => places.some((place) => command.includes(place)));
	if (named.length === 0) throw new Error('the browser is not among the processes');
	const isBelow = ({ pid, parent }: Process): boolean => {
		if (named.some((one) => one.pid === pid)) return true;
		const above = all.find((one) => one.pid === parent);
		return above !== undefined && isBelow(above);
	};
	return all.filter(isBelow);
}

function cpuSeconds(pid: number): number {
	// The first number is the time on a CPU. The process's own file counts its first thread only.
	const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) =>
		Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]),
	);
	return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9;
}

function processes(): Process[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
				// After the name, which may hold anything but ends with the last parenthesis: state, parent.
				const parent = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1];
				return [{ pid: Number(name), parent: Number(parent), command }];
			} catch {
				// It ended meanwhile.
				return [];
			}
		});
}
