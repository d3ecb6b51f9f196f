import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ShareTarget } from './share-rooms.ts';

/** What is chosen of a list of targets. */
export interface Picking {
	/** The one that the arrow keys are at. */
	current: ShareTarget | undefined;
	picked: readonly ShareTarget[];
	/** Where the share goes now. */
	meant: readonly ShareTarget[];
	choose: (target: ShareTarget) => void;
	toggle: (target: ShareTarget) => void;
	/** Another list is shown: its first is the current one. */
	begin: () => void;
}

/** Chooses one target, or several. @param first the one that is chosen at first, if it is there */
export function usePicking(targets: readonly ShareTarget[] | undefined, first: string | undefined): Picking {
	const currentId = useSignal<string | undefined>(undefined);
	const isBegun = useSignal(false);
	const isByHand = useSignal(false);
	const picked = useSignal<readonly ShareTarget[]>([]);
	const wantedId = currentId.value ?? (isBegun.value ? undefined : first);
	const current = targets?.find(({ id }) => id === wantedId) ?? targets?.[0];
	// Chosen once: a message that comes meanwhile must not put another room under the person's hands.
	useEffect(() => {
		currentId.value ??= current?.id;
	});
	return {
		current,
		picked: picked.value,
		meant: picked.value.length > 0 ? picked.value : current ? [current] : [],
		choose: (target) => {
			currentId.value = target.id;
			isByHand.value = true;
		},
		toggle: (target) => {
			const before = picked.value;
			// What was chosen by hand before is one of the several; what was only proposed is not.
			const meant = before.length === 0 && current && isByHand.value ? [current] : before;
			const others = meant.filter(({ id }) => id !== target.id);
			const isTaken = before.some(({ id }) => id === target.id);
			picked.value = isTaken ? others : [...others, target];
			currentId.value = target.id;
		},
		begin: () => {
			currentId.value = undefined;
			isBegun.value = true;
			isByHand.value = false;
		},
	};
}
