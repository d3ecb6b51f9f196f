import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { Failure } from '../../failure.ts';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { PasswordField } from './PasswordField.tsx';

/** Makes the account's identity; asks for the password only if the homeserver does and it is not known. */
export function Creating({ password }: { password: RefObject<string | undefined> }): JSX.Element {
	const typed = useSignal('');
	const task = useTask();
	const create = async (given: string | undefined): Promise<void> => {
		await task.run(async () => {
			await ask('identity.create', given ? { password: given } : {});
			password.current = undefined;
		});
	};
	// Once, when the step appears.
	useEffect(() => void create(password.current), []);
	const isPasswordNeeded = isCode(task.error, 'passwordNeeded') || isCode(task.error, 'wrongPassword');
	if (task.isBusy || task.error === undefined) {
		return (
			<section class="form">
				<h1>{i18n.t('welcome.creating')}</h1>
				<p class="lead">{i18n.t('welcome.creatingText')}</p>
				<Spinner label={i18n.t('common.loading')} />
			</section>
		);
	}
	return (
		<form
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				void create(typed.value || undefined);
			}}
		>
			<h1>{i18n.t(isPasswordNeeded ? 'welcome.confirmPassword' : 'welcome.creating')}</h1>
			{isPasswordNeeded && (
				<>
					<p class="lead">{i18n.t('welcome.confirmPasswordText')}</p>
					<PasswordField
						value={typed.value}
						onInput={(text) => {
							typed.value = text;
						}}
					/>
				</>
			)}
			{!isCode(task.error, 'passwordNeeded') && <FailureNote error={task.error} />}
			<button type="submit" class="button primary">
				{i18n.t(isPasswordNeeded ? 'welcome.confirm' : 'common.retry')}
			</button>
		</form>
	);
}

function isCode(error: unknown, code: Failure['code']): boolean {
	return error instanceof Failure && error.code === code;
}
