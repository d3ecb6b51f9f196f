import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';

const build = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

/** Copies Chromium's build without the permission that no quota goes for. @returns its directory. */
export async function limitedBuild(): Promise<string> {
	const copy = join(await temporaryDirectory(), 'extension');
	await cp(build, copy, { recursive: true });
	const file = join(copy, 'manifest.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as { permissions: string[] };
	const permissions = manifest.permissions.filter((name) => name !== 'unlimitedStorage');
	await writeFile(file, JSON.stringify({ ...manifest, permissions }));
	return copy;
}
