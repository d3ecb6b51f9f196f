import { browser } from 'wxt/browser';

/** Less than the 30 s of quiet after which both browsers end a background. */
const everyMs = 20_000;

/** Calls the browser now and then, which keeps the background alive, until the function given back is called. */
export function keepAwake(): () => void {
	const timer = setInterval(() => void browser.runtime.getPlatformInfo(), everyMs);
	return () => clearInterval(timer);
}
