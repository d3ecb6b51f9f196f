import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserName } from '../tests/browser/driver/index.ts';
import { channelName, witness } from './page/witness.ts';

const builds: Record<BrowserName, string> = {
	chromium: fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url)),
	firefox: fileURLToPath(new URL('../.output/firefox-mv3', import.meta.url)),
};

/** The page that others are measured against: the least that paints something. */
export const blankPage = 'blank.html';

/**
 * A copy of the build with a blank page and, in front of the background's script, a witness that tells when
 * things happen in it. @returns its directory below `parent`.
 */
export async function measuredExtension(browser: BrowserName, parent: string): Promise<string> {
	const dir = await mkdtemp(join(parent, `${browser}-`));
	await cp(builds[browser], dir, { recursive: true });
	await writeFile(join(dir, blankPage), '<!doctype html><title>Blank</title><p>.</p>');
	const script = join(dir, 'background.js');
	const source = await readFile(script, 'utf8');
	await writeFile(script, `(${witness.toString()})(${JSON.stringify(channelName)});\n${source}`);
	return dir;
}
