import { root, run, SetupFailure, say } from './setup/tools.mjs';
import { nodePath, setUp } from './setup.mjs';

/** Builds the extension and measures it, or the figures that are named. @returns {Promise<number>} the exit code. */
async function bench(benchArguments) {
	const env = await setUp();
	say('npm run build');
	if ((await run(nodePath, ['--run', 'build'], { env })) !== 0) throw new SetupFailure('The build failed.');
	return run(nodePath, ['bench/run.ts', ...benchArguments], { env, cwd: root });
}

try {
	process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof SetupFailure ? error.message : error);
	process.exitCode = 1;
}
