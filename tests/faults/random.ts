/** Numbers by chance that a seed gives again. */
export interface Random {
	readonly seed: number;
	/** At least `from` and below `to`. */
	between(from: number, to: number): number;
	/** True once in `times` times. */
	oneIn(times: number): boolean;
	pick<T>(choices: readonly [T, ...T[]]): T;
}

/** Mulberry32: small, and even enough to choose moments by. */
export function randomFrom(seed: number): Random {
	let state = seed;
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (from: number, to: number): number => from + next() * (to - from);
	return {
		seed,
		between,
		oneIn: (times) => between(0, times) < 1,
		pick: (choices) => choices[Math.floor(between(0, choices.length))] ?? choices[0],
	};
}
