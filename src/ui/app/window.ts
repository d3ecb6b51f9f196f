import { holdWindowLock } from '../../browser/open-windows.ts';
import { ask } from '../../rpc/ask.ts';

const latestMs = 500;

/**
 * Tells the background that somebody looks, waking it: there may be news, and a window may have died after
 * it made a message durable and before it could say so. The rows are painted first.
 */
export function announceWindow(): () => void {
	holdWindowLock();
	const call = requestIdleCallback(() => void ask('window.opened').catch(() => undefined), {
		timeout: latestMs,
	});
	return () => cancelIdleCallback(call);
}
