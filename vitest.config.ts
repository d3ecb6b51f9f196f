import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const minuteMs = 60_000;

// Most of a browser test is waiting, so two at a time, each with servers and profiles of its own, suit a small machine.
const browser = (name: 'chromium' | 'firefox') => ({
	test: {
		name,
		include: ['tests/browser/**/*.test.ts'],
		provide: { browserName: name },
		maxWorkers: 2,
		sequence: { groupOrder: 3 },
		testTimeout: 2 * minuteMs,
		hookTimeout: 2 * minuteMs,
	},
});

// The long form of the faults (`npm run faults`) goes on for as long as it takes.
const faultsTimeout = (process.env.MESSA_FAULTS === 'long' ? 120 : 10) * minuteMs;

// Groups run in this order; 0 would come last.
export default defineConfig({
	test: {
		reporters: ['default', './tests/summary-reporter.ts'],
		projects: [
			{
				plugins: [WxtVitest()],
				test: {
					name: 'unit',
					include: ['src/**/*.test.{ts,tsx}'],
					setupFiles: ['./tests/unit-setup.ts'],
					sequence: { groupOrder: 1 },
					// Histories by the hundred: property tests take their time on a busy machine.
					testTimeout: minuteMs,
				},
			},
			{
				test: {
					name: 'homeserver',
					include: ['tests/homeserver/**/*.test.ts'],
					fileParallelism: false,
					sequence: { groupOrder: 2 },
					testTimeout: minuteMs,
					hookTimeout: minuteMs,
				},
			},
			browser('chromium'),
			browser('firefox'),
			{
				test: {
					name: 'faults',
					include: ['tests/faults/**/*.test.ts'],
					globalSetup: 'tests/faults/print-results.ts',
					fileParallelism: false,
					sequence: { groupOrder: 4 },
					testTimeout: faultsTimeout,
					hookTimeout: 2 * minuteMs,
				},
			},
		],
	},
});

declare module 'vitest' {
	export interface ProvidedContext {
		browserName: 'chromium' | 'firefox';
	}
}
