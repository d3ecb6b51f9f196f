import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { log } from '../../log.ts';

/** A part of the window that is loaded when it is first `wanted`, so that opening the window stays fast. */
export function useLazy<P>(
	isWanted: boolean,
	load: () => Promise<ComponentType<P>>,
): ComponentType<P> | undefined {
	const part = useSignal<{ type?: ComponentType<P> }>({});
	// `load` is the same for life.
	useEffect(() => {
		if (!isWanted || part.value.type) return;
		load().then(
			(type) => (part.value = { type }),
			(error: unknown) => log.error('a part of the window could not be loaded', error),
		);
	}, [isWanted]);
	return part.value.type;
}
