import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, SetupFailure, say } from './setup/tools.mjs';
import { nodePath, setUp } from './setup.mjs';

const summaryPath = join(root, 'test-output', 'summary.json');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Builds, checks and tests. @returns {Promise<{ passed: number, failed: number, skipped: number }>} */
async function test(vitestArguments) {
	const env = await setUp();
	if ((await npmRun('build', env)) !== 0) throw new SetupFailure('The build failed; nothing was tested.');
	const isChecked = (await npmRun('check', env)) === 0;

	rmSync(summaryPath, { force: true });
	const code = await run(nodePath, [vitest, 'run', ...vitestArguments], { env });
	const summary = JSON.parse(readFileSync(summaryPath, 'utf8'));
	if (!isChecked) say('npm run check failed: see above the tests.');
	// A run that ends badly is never a pass, whatever its tests say.
	const unexplained = code !== 0 && summary.failed === 0 ? 1 : 0;
	return { ...summary, failed: summary.failed + unexplained + (isChecked ? 0 : 1) };
}

async function npmRun(script, env) {
	say(`npm run ${script}`);
	return run(nodePath, ['--run', script], { env });
}

try {
	const { passed, failed, skipped } = await test(process.argv.slice(2));
	process.exitCode = failed === 0 ? 0 : 1;
	say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
} catch (error) {
	console.error(error instanceof SetupFailure ? error.message : error);
	process.exitCode = 1;
	say('0 passed, 1 failed');
}
