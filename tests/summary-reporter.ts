import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

const path = fileURLToPath(new URL('../test-output/summary.json', import.meta.url));

/** Counts the outcomes of a run into `test-output/summary.json`, for the last line of `npm test`. */
export default class SummaryReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
		const states = modules.flatMap((module) =>
			[...module.children.allTests()].map((test) => test.result().state),
		);
		const count = (state: string): number => states.filter((one) => one === state).length;
		// A file or a set-up that broke before its tests could fail is a failure too.
		const broken = modules.filter((module) => !module.ok() && !hasFailedTest(module)).length;
		const summary = {
			passed: count('passed'),
			failed: count('failed') + broken + unhandledErrors.length,
			skipped: count('skipped') + count('pending'),
		};
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, JSON.stringify(summary));
	}
}

function hasFailedTest(module: TestModule): boolean {
	return module.children.allTests('failed').next().done === false;
}
