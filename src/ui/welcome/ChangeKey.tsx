import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

const leastLength = 12;

interface Props {
	action: string;
	/** It is for the passphrase that the key is changed. */
	isPassphraseNeeded?: boolean;
	onChanged?: () => void;
}

/** Makes a new recovery key, from a passphrase if one is given. */
export function ChangeKeyForm({ action, isPassphraseNeeded = false, onChanged }: Props): JSX.Element {
	const passphrase = useSignal('');
	const isTooShort = useSignal(false);
	const task = useTask();
	return (
		<form
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				const given = passphrase.value;
				isTooShort.value = (given !== '' || isPassphraseNeeded) && given.length < leastLength;
				if (isTooShort.value) return;
				void task.run(async () => {
					await ask('identity.changeKey', given ? { passphrase: given } : {});
					onChanged?.();
				});
			}}
		>
			<TextField
				label={i18n.t(isPassphraseNeeded ? 'recovery.newPassphrase' : 'recovery.passphrase')}
				hint={i18n.t('recovery.passphraseHint')}
				error={isTooShort.value ? i18n.t('recovery.passphraseShort', { count: leastLength }) : undefined}
				value={passphrase.value}
				autocomplete="new-password"
				onInput={(text) => {
					passphrase.value = text;
				}}
			/>
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy}>
				{action}
			</button>
			{task.isBusy && <Spinner label={i18n.t('common.loading')} />}
		</form>
	);
}

/** The way to a new recovery key from the settings. */
export function ChangeKey({ onBack }: { onBack: () => void }): JSX.Element {
	return (
		<section class="form">
			<h1>{i18n.t('recovery.changeTitle')}</h1>
			<p class="lead">{i18n.t('recovery.changeText')}</p>
			<ChangeKeyForm action={i18n.t('recovery.change')} />
			<hr />
			<button type="button" class="button" onClick={onBack}>
				{i18n.t('common.cancel')}
			</button>
		</section>
	);
}
