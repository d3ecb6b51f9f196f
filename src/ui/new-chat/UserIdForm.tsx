import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX, RefObject } from 'preact';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { userIdProblem } from './user-id.ts';
import { problemText } from './words.ts';

interface Props {
	form?: RefObject<HTMLFormElement>;
	/** On the button. */
	action: string;
	/** Gets a well-formed user id that is not one's own. */
	work: (userId: string) => Promise<void>;
	/** Said below the field. */
	children?: ComponentChildren;
}

/** Asks for somebody's user id. */
export function UserIdForm({ form, action, work, children }: Props): JSX.Element {
	const { userId: ownUserId } = useAccount();
	const typed = useSignal('');
	const error = useSignal<string | undefined>(undefined);
	const task = useTask();
	const submit = async (): Promise<void> => {
		const userId = typed.value.trim();
		error.value = problemText(userIdProblem(userId, ownUserId));
		if (!error.value) await task.run(() => work(userId));
	};
	return (
		<form
			{...(form && { ref: form })}
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<TextField
				label={i18n.t('newChat.userId')}
				hint={i18n.t('newChat.userIdHint')}
				value={typed.value}
				error={error.value}
				isFocused
				onInput={(text) => {
					typed.value = text;
					error.value = undefined;
				}}
			/>
			{children}
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy} aria-busy={task.isBusy}>
				{action}
			</button>
		</form>
	);
}
