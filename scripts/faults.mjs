import { join } from 'node:path';
import { root, run, SetupFailure, say } from './setup/tools.mjs';
import { nodePath, setUp } from './setup.mjs';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/**
 * Builds the extension and does it harm, in the long form; `npm test` has the short one.
 * @param {string[]} names of scenarios; all of them when there are none
 * @returns {Promise<number>} the exit code
 */
async function faults(names) {
	const env = { MESSA_FAULTS: 'long', ...(await setUp()) };
	say('npm run build');
	if ((await run(nodePath, ['--run', 'build'], { env })) !== 0) throw new SetupFailure('The build failed.');
	const chosen = names.length > 0 ? ['-t', `(${names.join('|')})$`] : [];
	return run(nodePath, [vitest, 'run', '--project', 'faults', ...chosen], { env });
}

try {
	process.exitCode = await faults(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof SetupFailure ? error.message : error);
	process.exitCode = 1;
}
