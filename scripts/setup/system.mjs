import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from './browsers.mjs';
import { findPython } from './python.mjs';
import { mustRun, SetupFailure, say } from './tools.mjs';

/** Brings what only the system's package manager can: browsers, their fonts, a display, and Python's venv. */
export async function prepareSystem() {
	const system = readSystem();
	if (system === undefined) return;
	const packages = missingPackages();
	if (packages.length === 0) return;
	// Ubuntu has both browsers as snaps only.
	const snaps = packages.filter((name) => name === 'chromium' || name === 'firefox-esr');
	if (system === 'ubuntu' && snaps.length > 0) {
		throw new SetupFailure(
			'Ubuntu brings Chromium and Firefox as snaps, which tests cannot drive: install Google Chrome and Mozilla’s own Firefox, or set CHROME_PATH and FIREFOX_PATH.',
		);
	}
	if (process.getuid?.() !== 0) {
		// Without them, some tests are skipped or look otherwise.
		if (packages.every((name) => name.startsWith('fonts-') || display.includes(name))) return;
		throw new SetupFailure(`Please run: sudo apt-get install --no-install-recommends ${packages.join(' ')}`);
	}
	say(`Installing Debian packages: ${packages.join(' ')}`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await mustRun('apt-get', ['update', '-qq'], { env });
	await mustRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
		env,
		// Errors are enough to read.
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

// For the tests of real menus and keys; the packages are called as their programs are, or nearly.
const display = ['xvfb', 'xdotool'];

function missingPackages() {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const isProgramThere = (name) => folders.some((folder) => existsSync(join(folder, name)));
	const isFontThere = (file) => existsSync(`/usr/share/fonts/truetype/noto/${file}`);
	return [
		...(findBrowser('chromium') ? [] : ['chromium']),
		...(findBrowser('firefox') ? [] : ['firefox-esr']),
		...(isFontThere('NotoSans-Regular.ttf') ? [] : ['fonts-noto-core']),
		...(isFontThere('NotoColorEmoji.ttf') ? [] : ['fonts-noto-color-emoji']),
		...(isProgramThere('Xvfb') ? [] : ['xvfb']),
		...(isProgramThere('xdotool') ? [] : ['xdotool']),
		...(findPython() ? [] : ['python3-venv']),
	];
}

/** `debian` or `ubuntu`, with their kin; undefined elsewhere. */
function readSystem() {
	if (!existsSync('/usr/bin/apt-get')) return undefined;
	const release = readFileSync('/etc/os-release', 'utf8');
	return /^ID(_LIKE)?=.*ubuntu/m.test(release) ? 'ubuntu' : 'debian';
}
