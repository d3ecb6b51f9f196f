import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Failure } from '../../failure.ts';
import { ask } from '../../rpc/ask.ts';
import type { OwnDevice } from '../../rpc/contract.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { cleanName } from '../person/clean-name.ts';
import { PasswordField } from '../welcome/PasswordField.tsx';

interface Props {
	devices: readonly OwnDevice[];
	onClose: () => void;
	onDone: () => void;
}

/** Says which devices go and what that means, and asks for the password where the homeserver does. */
export function SignOutDevicesDialog({ devices, onClose, onDone }: Props): JSX.Element {
	const password = useSignal('');
	const isAsked = useSignal(false);
	const task = useTask();
	const signOut = (): void => {
		void task.run(async () => {
			const deviceIds = devices.map(({ deviceId }) => deviceId);
			try {
				await ask('devices.signOut', { deviceIds, ...(password.value && { password: password.value }) });
				onDone();
			} catch (error) {
				// The first time it is no failure: the field appears, and says why.
				if (isAsked.value || !(error instanceof Failure && error.code === 'passwordNeeded')) throw error;
				isAsked.value = true;
			}
		});
	};
	return (
		<Dialog title={i18n.t('devices.signOutTitle')} kind="question" onClose={onClose}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					signOut();
				}}
			>
				<p>{i18n.t('devices.signOutText')}</p>
				<ul class="losses">
					{devices.map(({ deviceId, name }) => (
						<li key={deviceId}>
							<bdi>{cleanName(name, deviceId)}</bdi>
						</li>
					))}
				</ul>
				{isAsked.value && (
					<>
						<p role="status">{i18n.t('devices.password')}</p>
						<PasswordField value={password.value} onInput={(value) => (password.value = value)} />
					</>
				)}
				<FailureNote error={task.error} />
				{task.isBusy && <Spinner label={i18n.t('devices.signingOut')} />}
				<div class="dialog-actions">
					<button type="button" class="button" data-autofocus disabled={task.isBusy} onClick={onClose}>
						{i18n.t('common.cancel')}
					</button>
					<button type="submit" class="button danger" disabled={task.isBusy}>
						{i18n.t('devices.signOut', devices.length)}
					</button>
				</div>
			</form>
		</Dialog>
	);
}
