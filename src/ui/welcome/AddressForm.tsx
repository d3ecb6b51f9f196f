import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { Discovered } from '../../rpc/contract.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useFocusFirst } from '../controls/focus.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

interface Props {
	address: string;
	onAddress: (address: string) => void;
	onFound: (server: Discovered) => void;
}

/** Which account: a user id, or only the homeserver. */
export function AddressForm({ address, onAddress, onFound }: Props): JSX.Element {
	const error = useSignal<string | undefined>(undefined);
	const task = useTask();
	const form = useFocusFirst();
	const submit = async (): Promise<void> => {
		error.value = address.trim() ? undefined : i18n.t('welcome.addressNeeded');
		if (error.value) return;
		await task.run(async () => onFound(await ask('account.discover', { address: address.trim() })));
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
			<h1>{i18n.t('welcome.title')}</h1>
			<p class="lead">{i18n.t('welcome.lead')}</p>
			<TextField
				label={i18n.t('welcome.address')}
				hint={i18n.t('welcome.addressHint')}
				value={address}
				error={error.value}
				autocomplete="username"
				isFocused
				onInput={(text) => {
					error.value = undefined;
					onAddress(text);
				}}
			/>
			<FailureNote error={task.error} />
			<button type="submit" class="button primary" disabled={task.isBusy}>
				{i18n.t('welcome.continue')}
			</button>
			{task.isBusy && <Spinner label={i18n.t('welcome.lookingUp')} />}
		</form>
	);
}
