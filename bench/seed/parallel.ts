/** Does `work` for all items, `width` of them at a time. */
export async function inParallel<T>(
	items: readonly T[],
	width: number,
	work: (item: T, index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const takeTurns = async (): Promise<void> => {
		while (next < items.length) {
			const index = next++;
			await work(items[index] as T, index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, items.length) }, takeTurns));
}
