import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';
import { type Entry, entryProblem } from './entry.ts';

export type Change = 'set' | 'change' | 'remove';

interface Props {
	change: Change;
	onClose: () => void;
}

/** Sets, changes or removes the lock; the passphrase of before is asked for, whoever is unlocked. */
export function PassphraseDialog({ change, onClose }: Props): JSX.Element {
	const entry = useSignal<Entry>({ current: '', next: '', again: '' });
	const problem = useSignal<ReturnType<typeof entryProblem>>(undefined);
	const task = useTask();
	const submit = async (): Promise<void> => {
		const { current, next } = entry.value;
		problem.value = entryProblem(change, entry.value);
		if (problem.value) return;
		const isDone = await task.run(async () => {
			if (change === 'remove') await ask('lock.remove', { current });
			else await ask('lock.set', { passphrase: next, ...(change === 'change' && { current }) });
		});
		if (isDone) onClose();
	};
	const field = (name: keyof Entry, label: string, autocomplete: string, isFocused = false): JSX.Element => (
		<TextField
			label={label}
			type="password"
			value={entry.value[name]}
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
				<p>{i18n.t(change === 'remove' ? 'lock.removeText' : 'lock.setText')}</p>
				{change !== 'set' && field('current', i18n.t('lock.current'), 'current-password', true)}
				{change !== 'remove' && field('next', i18n.t('lock.new'), 'new-password', change === 'set')}
				{change !== 'remove' && field('again', i18n.t('lock.repeat'), 'new-password')}
				<FailureNote error={task.error} />
				{task.isBusy && <Spinner label={i18n.t('lock.working')} />}
				<div class="dialog-actions">
					<button type="button" class="button" disabled={task.isBusy} onClick={onClose}>
						{i18n.t('common.cancel')}
					</button>
					<button
						type="submit"
						class={`button ${change === 'remove' ? 'danger' : 'primary'}`}
						disabled={task.isBusy}
					>
						{i18n.t(`lock.${change}`)}
					</button>
				</div>
			</form>
		</Dialog>
	);
}
