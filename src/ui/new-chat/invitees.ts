import { useSignal } from '@preact/signals';
import { useAccount } from '../account/context.ts';
import { splitUserIds, userIdProblem } from './user-id.ts';
import { problemText } from './words.ts';

export interface Invitees {
	typed: string;
	chosen: string[];
	error: string | undefined;
	type: (text: string) => void;
	/** Turns what is typed into people. @returns everyone chosen; undefined if something typed is no user id. */
	take: () => string[] | undefined;
	remove: (userId: string) => void;
}

/** The people to invite: some chosen already, one perhaps still being typed. */
export function useInvitees(): Invitees {
	const { userId: ownUserId } = useAccount();
	const typed = useSignal('');
	const chosen = useSignal<string[]>([]);
	const error = useSignal<string | undefined>(undefined);
	return {
		typed: typed.value,
		chosen: chosen.value,
		error: error.value,
		type: (text) => {
			typed.value = text;
			error.value = undefined;
		},
		take: () => {
			const given = splitUserIds(typed.value);
			error.value = given.map((id) => problemText(userIdProblem(id, ownUserId))).find(Boolean);
			if (error.value) return undefined;
			chosen.value = [...new Set([...chosen.value, ...given])];
			typed.value = '';
			return chosen.value;
		},
		remove: (userId) => {
			chosen.value = chosen.value.filter((other) => other !== userId);
		},
	};
}
