import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { askToPersist } from '../../browser/persistent-storage.ts';
import { ask } from '../../rpc/ask.ts';
import type { Discovered } from '../../rpc/contract.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useFocusFirst } from '../controls/focus.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { PasswordField } from './PasswordField.tsx';

interface Props {
	server: Discovered;
	onSignedIn: (password: string) => void;
	onBack: () => void;
}

/** The password, and the user name where only a server was given. */
export function PasswordForm({ server, onSignedIn, onBack }: Props): JSX.Element {
	const user = useSignal('');
	const password = useSignal('');
	const problem = useSignal<'user' | 'password' | undefined>(undefined);
	const task = useTask();
	const form = useFocusFirst();
	const submit = async (): Promise<void> => {
		const name = server.userId ?? user.value.trim();
		problem.value = !name ? 'user' : !password.value ? 'password' : undefined;
		if (problem.value) return;
		await task.run(async () => {
			await ask('account.signIn', { baseUrl: server.baseUrl, user: name, password: password.value });
			void askToPersist().catch(() => undefined);
			onSignedIn(password.value);
		});
	};
	return (
		<form
			class="form"
			ref={form}
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<h1>{i18n.t('welcome.signIn')}</h1>
			<p class="chosen-server">
				<bdi>{server.userId ?? i18n.t('welcome.server', { server: server.serverName })}</bdi>
				<button type="button" class="link" onClick={onBack}>
					{i18n.t('welcome.changeServer')}
				</button>
			</p>
			{!server.userId && (
				<TextField
					label={i18n.t('welcome.user')}
					value={user.value}
					error={problem.value === 'user' ? i18n.t('welcome.userNeeded') : undefined}
					autocomplete="username"
					isFocused
					onInput={(text) => {
						user.value = text;
					}}
				/>
			)}
			<PasswordField
				value={password.value}
				error={problem.value === 'password' ? i18n.t('welcome.passwordNeeded') : undefined}
				isFocused={server.userId !== undefined}
				onInput={(text) => {
					password.value = text;
				}}
			/>
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy}>
				{i18n.t('welcome.signIn')}
			</button>
			{task.isBusy && <Spinner label={i18n.t('welcome.signingIn')} />}
		</form>
	);
}
