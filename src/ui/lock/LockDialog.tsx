import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { useAbort } from './abort.ts';
import { type Change, changeLock, takesPassphrase } from './change.ts';
import { type Entry, entryProblem } from './entry.ts';

interface Props {
	change: Change;
	/** The lock that there is. */
	vault: LockedVaultRow | undefined;
	onClose: () => void;
}

/** Sets, changes or removes the lock; what opens the lock of before is asked for, whoever is unlocked. */
export function LockDialog({ change, vault, onClose }: Props): JSX.Element {
	const { userId } = useAccount();
	const entry = useSignal<Entry>({ current: '', next: '', again: '' });
	const problem = useSignal<ReturnType<typeof entryProblem>>(undefined);
	const task = useTask();
	const begin = useAbort();
	const takesNew = takesPassphrase(change);
	const hasPassphrase = vault?.passphrase !== undefined;
	const submit = async (): Promise<void> => {
		const asked = { current: hasPassphrase && !vault.passkey, next: takesNew };
		problem.value = entryProblem(asked, entry.value);
		if (problem.value) return;
		if (await task.run(() => changeLock(change, { userId, vault, entry: entry.value, signal: begin() })))
			onClose();
	};
	const field = (name: keyof Entry, label: string, autocomplete: string, isFocused: boolean): JSX.Element => (
		<TextField
			label={label}
			type="password"
			value={entry.value[name]}
			{...(name === 'current' && vault?.passkey && { hint: i18n.t('lock.orPasskey') })}
			error={problem.value?.field === name ? i18n.t(`lock.${problem.value.why}`) : undefined}
			autocomplete={autocomplete}
			isFocused={isFocused}
			onInput={(text) => {
				entry.value = { ...entry.value, [name]: text };
			}}
		/>
	);
	return (
		<Dialog title={i18n.t(`lock.${change}Title`)} kind="question" onClose={onClose}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					void submit();
				}}
			>
				<p>{words(change, hasPassphrase)}</p>
				{vault && !hasPassphrase && <p>{i18n.t('lock.byPasskey')}</p>}
				{hasPassphrase && field('current', i18n.t('lock.current'), 'current-password', true)}
				{takesNew && field('next', i18n.t('lock.new'), 'new-password', !hasPassphrase)}
				{takesNew && field('again', i18n.t('lock.repeat'), 'new-password', false)}
				<FailureNote error={task.error} />
				{task.isBusy && <Spinner label={i18n.t('lock.working')} />}
				<div class="dialog-actions">
					<button type="button" class="button" disabled={task.isBusy} onClick={onClose}>
						{i18n.t('common.cancel')}
					</button>
					<button
						type="submit"
						class={`button ${change.startsWith('remove') ? 'danger' : 'primary'}`}
						disabled={task.isBusy}
					>
						{i18n.t(`lock.${change}`)}
					</button>
				</div>
			</form>
		</Dialog>
	);
}

function words(change: Change, hasPassphrase: boolean): string {
	switch (change) {
		case 'set':
		case 'change':
			return i18n.t('lock.setText');
		case 'usePasskey':
			return i18n.t(hasPassphrase ? 'lock.passkeyBesideText' : 'lock.passkeyText');
		case 'removePasskey':
			return i18n.t('lock.removePasskeyText');
		case 'remove':
			return i18n.t('lock.removeText');
	}
}
