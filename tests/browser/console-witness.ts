import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import type { BrowserName, Surface } from './driver/index.ts';

const builds: Record<BrowserName, string> = {
	chromium: fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url)),
	firefox: fileURLToPath(new URL('../../.output/firefox-mv3', import.meta.url)),
};
const script = 'console-witness.js';

/**
 * A copy of the build that also keeps, in a database of its own, what its background and windows say on the console:
 * no debugger has to be attached, and what was said before a window closed is not lost. @returns its directory.
 */
export async function witnessedExtension(name: BrowserName): Promise<string> {
	const dir = await temporaryDirectory();
	await cp(builds[name], dir, { recursive: true });
	const code = `(${witness.toString()})();\n`;
	const background = join(dir, 'background.js');
	await writeFile(background, code + (await readFile(background, 'utf8')));
	await writeFile(join(dir, script), code);
	for (const page of (await readdir(dir)).filter((file) => file.endsWith('.html'))) {
		const html = await readFile(join(dir, page), 'utf8');
		await writeFile(join(dir, page), html.replace('<head>', `<head><script src="/${script}"></script>`));
	}
	return dir;
}

/** What was said so far, one text for each time, with where it was said before it. */
export async function saidOnConsole(page: Surface): Promise<string[]> {
	return page.evaluate(async () => {
		const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const db = await settled(indexedDB.open('console'));
		const said = await settled(db.transaction('said').objectStore('said').getAll());
		db.close();
		return said as string[];
	});
}

/** Runs before everything else of the background or of a window. It has no imports, since it is put there as text. */
function witness(): void {
	const open = indexedDB.open('console', 1);
	open.onupgradeneeded = () => open.result.createObjectStore('said', { autoIncrement: true });
	const opened = new Promise<IDBDatabase>((resolve) => {
		open.onsuccess = () => resolve(open.result);
	});
	const seen = new WeakSet();
	/** As the browser's own console shows it: everything that one could unfold. */
	const inWords = (value: unknown, depth = 0): string => {
		if (typeof value === 'function' || typeof value !== 'object' || value === null) return String(value);
		if (depth > 5 || seen.has(value)) return '…';
		seen.add(value);
		const own = Object.getOwnPropertyNames(value).map((name) => {
			try {
				return `${name}: ${inWords((value as Record<string, unknown>)[name], depth + 1)}`;
			} catch {
				return `${name}: ?`;
			}
		});
		seen.delete(value);
		return `${value instanceof Error ? String(value) : ''}{${own.join(', ')}}`;
	};
	const keep = (level: string, values: unknown[]): void => {
		const text = `${location.pathname} ${level}: ${values.map((value) => inWords(value)).join(' ')}`;
		void opened.then((db) => db.transaction('said', 'readwrite').objectStore('said').add(text));
	};
	for (const level of ['debug', 'log', 'info', 'warn', 'error', 'trace', 'dir'] as const) {
		const original = console[level].bind(console);
		console[level] = (...values: unknown[]) => {
			keep(level, values);
			original(...values);
		};
	}
	// What nobody catches, the browser itself puts there.
	addEventListener('error', ({ message, error }) => keep('uncaught', [message, error]));
	addEventListener('unhandledrejection', ({ reason }) => keep('rejected', [reason]));
}
