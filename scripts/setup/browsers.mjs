import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isWindows, SetupFailure } from './tools.mjs';

const { env, platform } = process;
const programFiles = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(Boolean);

const browsers = {
	chromium: {
		variable: 'CHROME_PATH',
		commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
		macPaths: [
			'/Applications/Chromium.app/Contents/MacOS/Chromium',
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		],
		windowsPath: 'Google/Chrome/Application/chrome.exe',
	},
	firefox: {
		variable: 'FIREFOX_PATH',
		commands: ['firefox-esr', 'firefox'],
		macPaths: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
		windowsPath: 'Mozilla Firefox/firefox.exe',
	},
};

/**
 * Where a browser's program is: what its variable (CHROME_PATH, FIREFOX_PATH) says, or one of the usual places.
 * @param {'chromium' | 'firefox'} name
 * @returns {string | undefined}
 */
export function findBrowser(name) {
	const { variable, commands, macPaths, windowsPath } = browsers[name];
	if (env[variable]) return existsSync(env[variable]) ? env[variable] : undefined;
	if (platform === 'darwin') return macPaths.find(existsSync);
	if (isWindows) return programFiles.map((folder) => join(folder, windowsPath)).find(existsSync);
	const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
	const paths = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
	return paths.find((path) => existsSync(path) && !isSnap(path));
}

/**
 * Makes sure of both browsers.
 * @returns {{ CHROME_PATH: string, FIREFOX_PATH: string }} for the tests' environment.
 */
export function prepareBrowsers() {
	const found = Object.entries(browsers).map(([name, { variable }]) => [variable, findBrowser(name)]);
	const missing = found.filter(([, path]) => !path).map(([variable]) => variable);
	if (missing.length > 0) {
		throw new SetupFailure(
			`Install Chromium (or Chrome) and Firefox 140 or newer, not as snaps, or set ${missing.join(' and ')} to where they are.`,
		);
	}
	return Object.fromEntries(found);
}

// Ubuntu's /usr/bin/firefox and chromium-browser are scripts that call for a snap, which tests cannot drive.
function isSnap(path) {
	if (path.startsWith('/snap/')) return true;
	const start = Buffer.alloc(4096);
	const file = openSync(path);
	try {
		readSync(file, start);
	} finally {
		closeSync(file);
	}
	const text = start.toString('latin1');
	return text.startsWith('#!') && /\/snap\/bin\/|snap install/.test(text);
}
