import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root, run, SetupFailure, say } from './setup/tools.mjs';
import { nodePath, setUp } from './setup.mjs';

/** Builds the extension and runs the demo until it ends or is interrupted. @returns {Promise<number>} */
async function demo(journeyArguments) {
	const env = await setUp();
	say('npm run build');
	const code = await run(nodePath, ['--run', 'build'], { env });
	if (code !== 0) throw new SetupFailure('The build failed.');
	return runJourney(journeyArguments, env);
}

async function runJourney(journeyArguments, env) {
	const args = ['--import', './scripts/end-with-starter.mjs', 'tests/demo/journey.ts', ...journeyArguments];
	// In a group of its own the journey hears of Ctrl-C once, from here, and what it leaves can be found.
	const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
	const journey = spawn(nodePath, args, { cwd: root, env, stdio, detached: true });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => journey.kill(signal));
	const [code, signal] = await once(journey, 'exit');
	endGroup(journey.pid);
	return code ?? (signal === 'SIGINT' ? 130 : 1);
}

function endGroup(pid) {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Nothing was left.
	}
}

try {
	process.exitCode = await demo(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof SetupFailure ? error.message : error);
	process.exitCode = 1;
}
