const laterMs = 1_000;

/**
 * Does what nobody waits for a moment after a screen is there: its messages are painted first, and a glance
 * at a chat need not wake the background. @returns the function that calls it off.
 */
export function later(work: () => void): () => void {
	const timer = setTimeout(work, laterMs);
	return () => clearTimeout(timer);
}
