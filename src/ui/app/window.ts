import { holdWindowLock } from '../../browser/open-windows.ts';
import { ask } from '../../rpc/ask.ts';

const latestMs = 500;

/**
 * Tells the background that somebody looks, waking it: there may be news, and a window may have died after
 * it made a message durable and before it could say so. The rows are painted first. Then passes on when the
 * network comes and goes, which not every background hears of. @returns the function that ends it.
 */
export function announceWindow(): () => void {
	holdWindowLock();
	const tell = (method: 'window.opened' | 'network.changed') => () => void ask(method).catch(() => undefined);
	const call = requestIdleCallback(tell('window.opened'), { timeout: latestMs });
	const changed = tell('network.changed');
	addEventListener('online', changed);
	addEventListener('offline', changed);
	return () => {
		cancelIdleCallback(call);
		removeEventListener('online', changed);
		removeEventListener('offline', changed);
	};
}
