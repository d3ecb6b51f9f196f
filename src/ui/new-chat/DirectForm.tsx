import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { userIdProblem } from './user-id.ts';
import { problemText } from './words.ts';

/** A chat with one person, by user id. */
export function DirectForm({ onOpen }: { onOpen: (roomId: string) => void }): JSX.Element {
	const { userId: ownUserId } = useAccount();
	const typed = useSignal('');
	const error = useSignal<string | undefined>(undefined);
	const task = useTask();
	const submit = async (): Promise<void> => {
		const userId = typed.value.trim();
		error.value = problemText(userIdProblem(userId, ownUserId));
		if (error.value) return;
		await task.run(async () => onOpen((await ask('room.createDirect', { userId })).roomId));
	};
	return (
		<form
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
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy} aria-busy={task.isBusy}>
				{i18n.t('newChat.start')}
			</button>
		</form>
	);
}
