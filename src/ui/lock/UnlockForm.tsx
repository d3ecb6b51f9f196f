import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

/** Asks for the passphrase. A wrong one is said to be wrong, and nothing else about it. */
export function UnlockForm({ onForgotten }: { onForgotten: () => void }): JSX.Element {
	const passphrase = useSignal('');
	const isMissing = useSignal(false);
	const task = useTask();
	const form = useRef<HTMLFormElement>(null);
	const focus = (): void => form.current?.querySelector('input')?.focus();
	useLayoutEffect(focus, []);
	const submit = async (): Promise<void> => {
		const given = passphrase.value;
		isMissing.value = given === '';
		if (given === '') return focus();
		await task.run(() => ask('lock.unlock', { passphrase: given }));
		passphrase.value = '';
		focus();
	};
	return (
		<form
			class="form"
			ref={form}
			aria-busy={task.isBusy}
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<img class="mark" src="/icons/128.png" alt="" />
			<h1>{i18n.t('lock.locked')}</h1>
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
			<FailureNote error={task.error} />
			<div class="button-row">
				<button type="submit" class="button primary" disabled={task.isBusy}>
					{i18n.t(task.isBusy ? 'lock.working' : 'lock.unlock')}
				</button>
				<button type="button" class="link" onClick={onForgotten}>
					{i18n.t('lock.forgot')}
				</button>
			</div>
		</form>
	);
}
