import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Group } from './bench.ts';

const build = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));

/** What is loaded before the popup's first paint, and the background, in kB of gzip. */
export const size: Group = {
	name: 'size',
	figures: ['size popup', 'size background'],
	browsers: ['chromium'],
	limitMinutes: 1,
	measure: async () => [
		{
			name: 'size popup',
			unit: 'kB gzip',
			readings: [kiloBytes(scriptsOf('popup.html'))],
			goal: { atMost: 60 },
		},
		{
			name: 'size background',
			unit: 'kB gzip',
			readings: [kiloBytes(['background.js'])],
			goal: { atMost: 350 },
		},
	],
};

/** The page's script and all that it imports statically. */
function scriptsOf(page: string): string[] {
	const html = readFileSync(join(build, page), 'utf8');
	const found = new Set(
		[...html.matchAll(/(?:src|href)="\/(chunks\/[^"]+\.js)"/g)].map(([, path]) => path ?? ''),
	);
	for (const path of found) {
		const script = readFileSync(join(build, path), 'utf8');
		for (const [, name] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
			found.add(`chunks/${name}`);
	}
	const known = new Set(readdirSync(join(build, 'chunks')));
	return [...found].filter((path) => known.has(path.slice('chunks/'.length)));
}

function kiloBytes(paths: string[]): number {
	const bytes = paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(build, path))).length, 0);
	return bytes / 1000;
}
