import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWindows, mustRun, root, say } from './tools.mjs';

/** Installs exactly what `package-lock.json` names, unless it is there. */
export async function preparePackages() {
	if (arePackagesInstalled()) return;
	say('Installing npm packages: npm ci');
	const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
	await mustRun(isWindows ? 'npm.cmd' : 'npm', args, { shell: isWindows });
}

// npm keeps a lockfile of what it has installed; both must say the same.
function arePackagesInstalled() {
	const wanted = readPackages('package-lock.json');
	const present = readPackages('node_modules/.package-lock.json');
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
		if (path === '') return true;
		const installed = present[path];
		return installed ? installed.version === version && installed.integrity === integrity : optional;
	});
}

function readPackages(path) {
	try {
		return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
	} catch {
		return undefined;
	}
}
