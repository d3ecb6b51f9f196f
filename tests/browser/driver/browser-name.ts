import { inject } from 'vitest';
import type { BrowserName } from './browser.ts';

declare module 'vitest' {
	interface ProvidedContext {
		browserName: BrowserName;
	}
}

/** The browser that this run of a test drives, from vitest's project. */
export const browserName: BrowserName = inject('browserName');
