import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { InviteField } from './InviteField.tsx';
import { useInvitees } from './invitees.ts';

/** A room with a name, and whom to invite. */
export function RoomForm({ onOpen }: { onOpen: (roomId: string) => void }): JSX.Element {
	const name = useSignal('');
	const error = useSignal<string | undefined>(undefined);
	const invitees = useInvitees();
	const task = useTask();
	const submit = async (): Promise<void> => {
		const invite = invitees.take();
		error.value = name.value.trim() ? undefined : i18n.t('newChat.nameNeeded');
		if (error.value || !invite) return;
		await task.run(async () => onOpen((await ask('room.create', { name: name.value, invite })).roomId));
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
				label={i18n.t('newChat.name')}
				value={name.value}
				error={error.value}
				onInput={(text) => {
					name.value = text;
					error.value = undefined;
				}}
			/>
			<InviteField invitees={invitees} />
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy} aria-busy={task.isBusy}>
				{i18n.t('newChat.create')}
			</button>
		</form>
	);
}
