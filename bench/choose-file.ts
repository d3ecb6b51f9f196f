import { randomFillSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Surface, untilTrue } from '../tests/browser/driver/index.ts';
import { TabHost } from '../tests/browser/driver/tab-host.ts';
import type { Bench } from './bench.ts';

/** Writes a file of so many bytes that nothing can make smaller. @returns its path. */
export async function writeRandomFile(bench: Bench, name: string, bytes: number): Promise<string> {
	const path = join(await bench.directory(), name);
	await writeFile(path, randomFillSync(Buffer.alloc(bytes)));
	return path;
}

/** Chooses a file of the disk in the page's field for files, as the browser's own dialog does. */
export async function chooseFile({ host }: Surface, path: string): Promise<void> {
	if (!(host instanceof TabHost)) throw new Error('a file can be chosen in a tab only');
	const field = await host.page.$('input[type=file]');
	if (!field) throw new Error('there is no field for a file');
	await (field as Awaited<ReturnType<typeof host.page.$<'input'>>>)?.uploadFile(path);
}

/** Chooses a file in an open chat, and waits until it can be sent. */
export async function attachFile(chat: Surface, path: string): Promise<void> {
	await chooseFile(chat, path);
	await untilTrue('the file to be ready', () =>
		chat.evaluate(
			() => document.querySelector<HTMLButtonElement>('dialog [type=submit]')?.disabled === false,
		),
	);
}
