import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profile } from './profile.ts';
import { untilTrue } from './until.ts';

interface Preferences {
	extensions?: { ui?: { developer_mode?: boolean }; settings?: Record<string, ExtensionSettings> };
	download?: { default_directory?: string };
}

interface ExtensionSettings {
	creation_flags?: number;
	granted_permissions?: object;
	/** What was agreed to once is not asked about again. */
	runtime_granted_permissions?: { api?: string[] };
}

// The flag by which Chromium forgets, at its next start, an extension that the automation protocol loaded.
const onlyThisSession = 0x8000;

/** The id that Chromium gives to an unpacked extension: its path's digest, in the letters a to p. */
export function extensionIdOf(path: string): string {
	const digest = createHash('sha256').update(path).digest('hex').slice(0, 32);
	return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** Unpacked extensions survive a restart in developer mode only. */
export async function prepareProfile({ dir, downloadsDir }: Profile): Promise<void> {
	const file = preferencesFile(dir);
	if (existsSync(file)) return;
	const preferences: Preferences = {
		extensions: { ui: { developer_mode: true } },
		download: { default_directory: downloadsDir },
	};
	await mkdir(join(dir, 'Default'), { recursive: true });
	await writeFile(file, JSON.stringify(preferences));
}

/** Makes the extension of a closed browser one that stays, so that the next start is a start and no install. */
export async function keepExtension(profileDir: string, id: string): Promise<void> {
	const preferences = await readPreferences(profileDir);
	const settings = preferences.extensions?.settings?.[id];
	if (settings?.creation_flags === undefined) return;
	settings.creation_flags &= ~onlyThisSession;
	await writeFile(preferencesFile(profileDir), JSON.stringify(preferences));
}

/** Makes a closed browser remember that the person agreed to the optional permissions before. */
export async function grantOptionalPermissions(
	profileDir: string,
	id: string,
	permissions: string[],
): Promise<void> {
	const preferences = await readPreferences(profileDir);
	const settings = preferences.extensions?.settings?.[id];
	if (!settings?.granted_permissions) throw new Error('The profile says nothing of the permissions');
	settings.runtime_granted_permissions = { ...settings.granted_permissions, api: permissions };
	await writeFile(preferencesFile(profileDir), JSON.stringify(preferences));
}

/** Waits until Chromium has written down that the extension is installed, which it does some seconds later. */
export async function untilExtensionIsKept(profileDir: string, id: string): Promise<void> {
	const isKept = async (): Promise<boolean> =>
		(await readPreferences(profileDir)).extensions?.settings?.[id] !== undefined;
	await untilTrue('the profile to hold the extension', isKept, 20_000);
}

/** The directories that hold what the extension stored, and those that hold all sites' together. */
export async function storageDirs(profileDir: string, id: string): Promise<string[]> {
	const root = join(profileDir, 'Default');
	const areas = ['Local Extension Settings', 'Sync Extension Settings'].map((kind) => join(kind, id));
	const shared = [
		'Local Storage',
		'Session Storage',
		'Sessions',
		'Service Worker',
		'File System',
		'WebStorage',
	];
	const all = existsSync(join(root, 'IndexedDB')) ? await readdir(join(root, 'IndexedDB')) : [];
	const databases = all.filter((name) => name.includes(id)).map((name) => join('IndexedDB', name));
	return [...databases, ...areas, ...shared].map((dir) => join(root, dir)).filter((dir) => existsSync(dir));
}

async function readPreferences(profileDir: string): Promise<Preferences> {
	return JSON.parse(await readFile(preferencesFile(profileDir), 'utf8')) as Preferences;
}

function preferencesFile(profileDir: string): string {
	return join(profileDir, 'Default', 'Preferences');
}
