import { useSignal } from '@preact/signals';

export interface Task {
	isBusy: boolean;
	/** Why the last try failed; undefined while none did. */
	error: unknown;
	/** Runs `work` unless it runs already. @returns whether it came to its end. */
	run: (work: () => Promise<void>) => Promise<boolean>;
}

/** One action of a screen: whether it runs, and how it failed. */
export function useTask(): Task {
	const isBusy = useSignal(false);
	const error = useSignal<unknown>(undefined);
	return {
		isBusy: isBusy.value,
		error: error.value,
		run: async (work) => {
			if (isBusy.peek()) return false;
			isBusy.value = true;
			error.value = undefined;
			try {
				await work();
				return true;
			} catch (reason) {
				error.value = reason;
				return false;
			} finally {
				isBusy.value = false;
			}
		},
	};
}
