import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { PasswordField } from './PasswordField.tsx';

interface Props {
	/** Keeps the password for as long as the reset goes on. */
	password: RefObject<string | undefined>;
}

/** Says what a reset of the identity loses, and asks for the password that it takes, if it takes one. */
export function ResetForm({ password }: Props): JSX.Element {
	const typed = useSignal('');
	const takesPassword = useSignal<boolean | undefined>(undefined);
	const task = useTask();
	useEffect(() => {
		// What cannot be found out now is said when the reset is begun.
		void ask('identity.takesPassword')
			.catch(() => true)
			.then((takes) => {
				takesPassword.value = takes;
			});
	}, []);
	const isGiven = takesPassword.value === false || (takesPassword.value === true && typed.value !== '');
	return (
		<form
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				password.current = typed.value || undefined;
				const given = typed.value ? { password: typed.value } : {};
				void task.run(async () => void (await ask('identity.reset', { ...given, begins: true })));
			}}
		>
			<p>{i18n.t('recovery.resetText')}</p>
			<ul class="losses">
				<li class="grave">{i18n.t('recovery.resetLosesBackup')}</li>
				<li>{i18n.t('recovery.resetLosesKey')}</li>
				<li>{i18n.t('recovery.resetLosesDevices')}</li>
				<li>{i18n.t('recovery.resetLosesTrust')}</li>
			</ul>
			{takesPassword.value === true && (
				<PasswordField
					value={typed.value}
					onInput={(value) => {
						typed.value = value;
					}}
				/>
			)}
			{takesPassword.value === false && <p role="status">{i18n.t('recovery.resetByPage')}</p>}
			<FailureNote error={task.error} />
			<button type="submit" class="button danger" disabled={task.isBusy || !isGiven}>
				{i18n.t('recovery.reset')}
			</button>
			{task.isBusy && <Spinner label={i18n.t('recovery.resetting')} />}
		</form>
	);
}

/** The way to a reset from the settings, on a device that is confirmed. */
export function ResetPage({ password, onBack }: Props & { onBack: () => void }): JSX.Element {
	return (
		<section class="form">
			<h1>{i18n.t('recovery.resetTitle')}</h1>
			<ResetForm password={password} />
			<hr />
			<button type="button" class="button" onClick={onBack}>
				{i18n.t('recovery.resetCancel')}
			</button>
		</section>
	);
}
