import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { usePasskey } from './use-passkey.ts';

interface Props {
	vault: LockedVaultRow;
	onForgotten: () => void;
}

/** Asks for the passphrase or the passkey. A wrong one is said to be wrong, and nothing else about it. */
export function UnlockForm({ vault, onForgotten }: Props): JSX.Element {
	const passphrase = useSignal('');
	const isMissing = useSignal(false);
	const lastTried = useSignal<'passphrase' | 'passkey'>('passphrase');
	const task = useTask();
	const passkey = usePasskey(vault.passkey, () => (lastTried.value = 'passkey'));
	const form = useRef<HTMLFormElement>(null);
	const focus = (): void => form.current?.querySelector<HTMLElement>('input, .primary')?.focus();
	useLayoutEffect(focus, []);
	const submit = async (): Promise<void> => {
		if (!vault.passphrase) return void passkey.ask();
		const given = passphrase.value;
		isMissing.value = given === '';
		if (given === '') return focus();
		passkey.leave();
		lastTried.value = 'passphrase';
		await task.run(() => ask('lock.unlock', { passphrase: given }));
		passphrase.value = '';
		focus();
	};
	const passkeyWords = i18n.t(passkey.isBusy ? 'lock.waiting' : 'lock.unlockWithPasskey');
	return (
		<form
			class="form"
			ref={form}
			aria-busy={task.isBusy || passkey.isBusy}
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<img class="mark" src="/icons/128.png" alt="" />
			<h1>{i18n.t('lock.locked')}</h1>
			{vault.passphrase && (
				<TextField
					label={i18n.t('lock.passphrase')}
					type="password"
					value={passphrase.value}
					error={isMissing.value ? i18n.t('lock.needed') : undefined}
					autocomplete="current-password"
					isFocused
					onInput={(text) => {
						passphrase.value = text;
					}}
				/>
			)}
			<FailureNote error={lastTried.value === 'passkey' ? passkey.error : task.error} />
			<div class="button-row">
				{vault.passphrase && (
					<button type="submit" class="button primary" disabled={task.isBusy}>
						{i18n.t(task.isBusy ? 'lock.working' : 'lock.unlock')}
					</button>
				)}
				{vault.passkey && (
					<button
						type="button"
						class={`button ${vault.passphrase ? '' : 'primary'}`}
						disabled={task.isBusy || passkey.isBusy}
						onClick={() => void passkey.ask()}
					>
						{passkeyWords}
					</button>
				)}
				<button type="button" class="link" onClick={onForgotten}>
					{i18n.t(vault.passphrase ? 'lock.forgot' : 'lock.lost')}
				</button>
			</div>
		</form>
	);
}
