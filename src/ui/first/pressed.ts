/**
 * Watches for a pressed pointer. @returns what resolves once none is: an element that was pressed must be
 * there until it is let go, or it is not clicked.
 */
export function watchPressed(): () => Promise<void> {
	let released = Promise.resolve();
	let release = (): void => undefined;
	addEventListener(
		'pointerdown',
		() => {
			({ promise: released, resolve: release } = Promise.withResolvers<void>());
		},
		{ capture: true },
	);
	for (const end of ['pointerup', 'pointercancel']) {
		// The click comes right after.
		addEventListener(end, () => setTimeout(() => release()), { capture: true });
	}
	return () => released;
}
