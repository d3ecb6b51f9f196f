/** Wakes those who wait whenever something may have changed. */
export class Waiting {
	readonly #checks = new Set<() => void>();

	/** Looks again on behalf of everyone who waits. */
	changed(): void {
		for (const check of this.#checks) check();
	}

	/**
	 * Resolves with what `find` gives as soon as that is not undefined.
	 * @param explain what to say of the wait when `timeoutMs` have passed.
	 */
	async for<T>(find: () => T | undefined, timeoutMs: number, explain: () => string): Promise<T> {
		let check = (): void => {};
		let timer: NodeJS.Timeout | undefined;
		try {
			return await new Promise<T>((resolve, reject) => {
				timer = setTimeout(() => reject(new Error(explain())), timeoutMs);
				check = () => {
					const found = find();
					if (found !== undefined) resolve(found);
				};
				this.#checks.add(check);
				check();
			});
		} finally {
			clearTimeout(timer);
			this.#checks.delete(check);
		}
	}
}
