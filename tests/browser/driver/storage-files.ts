import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from './browser.ts';

/**
 * The files below the given directories (by default the extension's storage) that hold `secret`, as UTF-8, as
 * UTF-16 or in base64. The databases compress some blocks, which leaves text without repetition as it is: look
 * for something random, and prove with something that must be there that it would be found.
 */
export async function filesHolding(browser: Browser, secret: string, dirs?: string[]): Promise<string[]> {
	const bytes = Buffer.from(secret);
	const forms = [
		bytes,
		Buffer.from(secret, 'utf16le'),
		Buffer.from(bytes.toString('base64').replace(/=+$/, '')),
	];
	const found: string[] = [];
	for (const dir of dirs ?? (await browser.storageDirs())) {
		for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
			if (!entry.isFile()) continue;
			const path = join(entry.parentPath, entry.name);
			const content = await readFile(path).catch(() => Buffer.alloc(0));
			if (forms.some((form) => content.includes(form))) found.push(path);
		}
	}
	return found;
}
