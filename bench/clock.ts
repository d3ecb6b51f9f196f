/** The time in ms since the epoch, finer than `Date.now()` and the same in every process and page of a machine. */
export function now(): number {
	return performance.timeOrigin + performance.now();
}

/** For what no condition tells of. */
export async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** The promise's end, or a failure that says so after `ms`. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
	const { promise: late, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => reject(new Error(`${what}: not within ${Math.round(ms / 1000)} s`)), ms);
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
