import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'messa-test';

/** Makes an empty directory for this process, and removes those that killed processes left behind. */
export async function temporaryDirectory(): Promise<string> {
	await removeAbandoned();
	return mkdtemp(join(tmpdir(), `${prefix}-${process.pid}-`));
}

async function removeAbandoned(): Promise<void> {
	const names = await readdir(tmpdir());
	const abandoned = names.filter((name) => {
		const [, pid] = name.match(`^${prefix}-(\\d+)-`) ?? [];
		return pid !== undefined && !isRunning(Number(pid));
	});
	await Promise.all(abandoned.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// A process of somebody else's is running too.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
