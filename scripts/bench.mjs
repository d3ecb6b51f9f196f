import { root, run, SetupFailure, say } from './setup/tools.mjs';
import { nodePath, setUp } from './setup.mjs';

/** Builds the extension and measures it. @returns {Promise<number>} the exit code. */
async function bench() {
	const env = await setUp();
	say('npm run build');
	if ((await run(nodePath, ['--run', 'build'], { env })) !== 0) throw new SetupFailure('The build failed.');
	return run(nodePath, ['bench/run.ts'], { env, cwd: root });
}

try {
	process.exitCode = await bench();
} catch (error) {
	console.error(error instanceof SetupFailure ? error.message : error);
	process.exitCode = 1;
}
