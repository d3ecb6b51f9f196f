import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWindows, mustRun, root, SetupFailure, say } from './tools.mjs';

const venv = join(root, '.cache', 'venv');
const venvPython = join(venv, isWindows ? 'Scripts/python.exe' : 'bin/python');
const requirements = join(root, 'tests', 'homeserver', 'requirements.txt');
const installed = join(venv, 'requirements.txt');

/** Installs Synapse and matrix-nio into `.cache/venv`, unless the very same versions are there. */
export async function preparePython() {
	if (isInstalled()) return;
	const python = findPython();
	if (!python) {
		throw new SetupFailure(
			'Install Python 3.10 or newer with its venv module, or set PYTHON to where it is.',
		);
	}
	say('Installing Synapse and matrix-nio in .cache/venv');
	await mustRun(python, ['-m', 'venv', '--clear', venv]);
	const quietly = ['--quiet', '--disable-pip-version-check', '--no-input'];
	await mustRun(venvPython, [
		'-m',
		'pip',
		'install',
		...quietly,
		'--only-binary',
		':all:',
		'-r',
		requirements,
	]);
	copyFileSync(requirements, installed);
}

/**
 * A Python that can make a venv: PYTHON, or one of the usual names.
 * @returns {string | undefined}
 */
export function findPython() {
	const usable = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
	const names = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'].filter(Boolean);
	return names.find((name) => spawnSync(name, ['-c', usable]).status === 0);
}

function isInstalled() {
	if (!existsSync(venvPython) || !existsSync(installed)) return false;
	return readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8');
}
