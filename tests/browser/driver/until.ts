/** How long a condition may take before the test fails; a person would have given up. */
export const patienceMs = 10_000;
const pauseMs = 25;
/** A question to a window or worker that goes away meanwhile is never answered: it is then asked anew. */
const longestAnswerMs = 4_000;

/**
 * Asks again until the answer is not `undefined`, and gives it. An exception counts as "not yet", because
 * what is asked may be a window that is still opening.
 * @throws Error with `what` and the last exception when patience runs out.
 */
export async function until<T>(
	what: string | (() => Promise<string>),
	ask: () => Promise<T | undefined>,
	timeoutMs: number = patienceMs,
): Promise<T> {
	const end = performance.now() + timeoutMs;
	let last: unknown;
	for (;;) {
		try {
			const answer = await withinTime(ask());
			if (answer !== undefined) return answer;
			last = undefined;
		} catch (error) {
			last = error;
		}
		if (performance.now() > end) break;
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
	const described = typeof what === 'string' ? what : await what().catch(String);
	throw new Error(`Waited ${timeoutMs} ms: ${described}`, { cause: last });
}

/** Gives the answer. @throws Error when it takes too long. */
export async function withinTime<T>(answer: Promise<T>): Promise<T> {
	const { promise: late, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => reject(new Error(`No answer in ${longestAnswerMs} ms`)), longestAnswerMs);
	try {
		return await Promise.race([answer, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** As `until`, for a statement that shall become true. */
export async function untilTrue(
	what: string | (() => Promise<string>),
	ask: () => Promise<boolean>,
	timeoutMs: number = patienceMs,
): Promise<void> {
	await until(what, async () => ((await ask()) ? true : undefined), timeoutMs);
}
