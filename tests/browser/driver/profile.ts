import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A browser's directory on disk: its profile, and the extension as it was when the browser was launched. */
export interface Profile {
	/** What the browser calls its profile or user data directory. */
	dir: string;
	/** Where files land that the person saves. */
	downloadsDir: string;
	/** A copy, so that a build under way does not change an extension that runs. */
	extensionDir: string;
	/** Replaces the copy by another build. */
	replaceExtension(from: string): Promise<void>;
	remove(): Promise<void>;
}

/** Makes a profile in the temporary directory, or opens the one at `dir`, which then outlives the browser. */
export async function openProfile(from: string, dir?: string): Promise<Profile> {
	const root = dir ?? (await mkdtemp(join(tmpdir(), 'messa-browser-')));
	const profileDir = join(root, 'profile');
	const extensionDir = join(root, 'extension');
	const downloadsDir = join(root, 'downloads');
	const replaceExtension = async (source: string): Promise<void> => {
		await rm(extensionDir, { recursive: true, force: true });
		await cp(source, extensionDir, { recursive: true });
	};
	// Should the test process end before the browser is closed.
	const removeNow = (): void => rmSync(root, { recursive: true, force: true });
	if (!dir) process.once('exit', removeNow);
	await mkdir(profileDir, { recursive: true });
	await mkdir(downloadsDir, { recursive: true });
	await replaceExtension(from);
	return {
		dir: profileDir,
		downloadsDir,
		extensionDir,
		replaceExtension,
		remove: async () => {
			process.off('exit', removeNow);
			if (!dir) await rm(root, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
