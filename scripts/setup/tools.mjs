import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const isWindows = process.platform === 'win32';

/** The folder that holds `package.json`. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const localTools = join(root, 'node_modules', '.bin');

/** The Node that the project's tools want, which the npm package `node` brings. */
export const nodePath = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

/** `environment` with the project's own tools first on the path. */
export function withLocalTools(environment) {
	return { ...environment, PATH: [localTools, environment.PATH].join(delimiter) };
}

/** One plain line about what is being done. */
export function say(line) {
	console.log(line);
}

/** A step that cannot be done here; its message is all that a person needs to read. */
export class SetupFailure extends Error {}

/**
 * Runs a program to its end, in the project's folder and with nothing on its standard input.
 * @returns {Promise<number>} its exit code; 1 if a signal ended it.
 */
export async function run(command, args, options = {}) {
	const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
	const [code] = await once(child, 'close');
	return code ?? 1;
}

/** As `run`, for what must succeed. */
export async function mustRun(command, args, options = {}) {
	const code = await run(command, args, options);
	if (code !== 0) throw new SetupFailure(`${[command, ...args].join(' ')} failed with code ${code}.`);
}
