import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const minuteMs = 60_000;

// One browser with its homeservers fills a small machine: these files run one after the other.
const browser = (name: 'chromium' | 'firefox', order: number) => ({
	test: {
		name,
		include: ['tests/browser/**/*.test.ts'],
		provide: { browserName: name },
		fileParallelism: false,
		sequence: { groupOrder: order },
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
			browser('chromium', 3),
			browser('firefox', 4),
			{
				test: {
					name: 'faults',
					include: ['tests/faults/**/*.test.ts'],
					globalSetup: 'tests/faults/print-results.ts',
					fileParallelism: false,
					sequence: { groupOrder: 5 },
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
