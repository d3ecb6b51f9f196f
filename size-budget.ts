import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes of gzip, 1,000 to the kB. */
const budgets = {
	/** All JavaScript that the popup loads before its first paint. */
	popup: 60_000,
	background: 350_000,
};

export type Part = keyof typeof budgets;

/** How large the parts of a build are that people wait for, in bytes of gzip. */
export function partSizes(outDir: string): Record<Part, number> {
	return {
		popup: gzipBytes(outDir, scriptsOf(outDir, 'popup.html')),
		background: gzipBytes(outDir, ['background.js']),
	};
}

/**
 * Prints the sizes of a build.
 * @throws Error when a part is over its budget.
 */
export function checkSizes(outDir: string): void {
	const sizes = Object.entries(partSizes(outDir)) as [Part, number][];
	for (const [part, bytes] of sizes)
		console.log(`${part}: ${kiloBytes(bytes)} of ${kiloBytes(budgets[part])}`);
	const over = sizes.filter(([part, bytes]) => bytes > budgets[part]).map(([part]) => part);
	if (over.length > 0) throw new Error(`over the size budget: ${over.join(', ')}`);
}

/** The page's scripts, those it preloads, and all that these import statically. */
function scriptsOf(outDir: string, page: string): string[] {
	const html = readFileSync(join(outDir, page), 'utf8');
	const found = new Set(
		[...html.matchAll(/(?:src|href)="\/(chunks\/[^"]+\.js)"/g)].map(([, path]) => path ?? ''),
	);
	for (const path of found) {
		const script = readFileSync(join(outDir, path), 'utf8');
		for (const [, name] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
			found.add(`chunks/${name}`);
	}
	return [...found];
}

function gzipBytes(outDir: string, paths: string[]): number {
	return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(outDir, path))).length, 0);
}

function kiloBytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB gzip`;
}
