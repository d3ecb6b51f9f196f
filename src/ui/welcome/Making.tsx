import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { Failure } from '../../failure.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { AllowOnPage } from './AllowOnPage.tsx';
import { PasswordField } from './PasswordField.tsx';

interface Props {
	title: string;
	text: string;
	/** What was typed before; forgotten once it is done. */
	password: RefObject<string | undefined>;
	make: (password: string | undefined) => Promise<unknown>;
	/** Takes back what was begun, where that is possible until the password is given. */
	cancel?: { label: string; run: () => Promise<unknown> };
}

/** Makes keys of the account; asks for the password, or an approval, only if the homeserver does and there is none. */
export function Making({ title, text, password, make, cancel }: Props): JSX.Element {
	const typed = useSignal('');
	const asked = useSignal<Failure | undefined>(undefined);
	const task = useTask();
	const run = async (given: string | undefined): Promise<void> => {
		await task.run(async () => {
			try {
				await make(given);
			} catch (error) {
				if (error instanceof Failure && error.code === 'resetNotAllowed') asked.value = error;
				throw error;
			}
			password.current = undefined;
		});
	};
	// Once, when the step appears.
	useEffect(() => void run(password.current), []);
	const isPasswordNeeded = isCode(task.error, 'passwordNeeded') || isCode(task.error, 'wrongPassword');
	if (asked.value && !isPasswordNeeded) {
		return (
			<AllowOnPage page={asked.value.details.page} task={task} goOn={() => run(undefined)} cancel={cancel} />
		);
	}
	if (task.isBusy || task.error === undefined) {
		return (
			<section class="form">
				<h1>{title}</h1>
				<p class="lead">{text}</p>
				<Spinner label={i18n.t('common.loading')} />
			</section>
		);
	}
	return (
		<form
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				void run(typed.value || undefined);
			}}
		>
			<h1>{isPasswordNeeded ? i18n.t('welcome.confirmPassword') : title}</h1>
			{isPasswordNeeded && (
				<>
					<p class="lead">{i18n.t('welcome.confirmPasswordText')}</p>
					<PasswordField
						value={typed.value}
						onInput={(value) => {
							typed.value = value;
						}}
					/>
				</>
			)}
			{!isCode(task.error, 'passwordNeeded') && <FailureNote error={task.error} />}
			<button type="submit" class="button primary">
				{i18n.t(isPasswordNeeded ? 'welcome.confirm' : 'common.retry')}
			</button>
			{cancel && isPasswordNeeded && (
				<button
					type="button"
					class="button"
					onClick={() => void task.run(async () => void (await cancel.run()))}
				>
					{cancel.label}
				</button>
			)}
		</form>
	);
}

function isCode(error: unknown, code: Failure['code']): boolean {
	return error instanceof Failure && error.code === code;
}
