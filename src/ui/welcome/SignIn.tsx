import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Discovered } from '../../rpc/contract.ts';
import { AddressForm } from './AddressForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';

interface Props {
	/** The account whose homeserver has signed this device out. */
	knownUserId: string | undefined;
	onSignedIn: (password: string) => void;
}

/** Two questions: which account, then its password. */
export function SignIn({ knownUserId, onSignedIn }: Props): JSX.Element {
	const address = useSignal(knownUserId ?? '');
	const server = useSignal<Discovered | undefined>(undefined);
	if (server.value) {
		return (
			<PasswordForm
				server={server.value}
				onSignedIn={onSignedIn}
				onBack={() => {
					server.value = undefined;
				}}
			/>
		);
	}
	return (
		<AddressForm
			address={address.value}
			onAddress={(text) => {
				address.value = text;
			}}
			onFound={(found) => {
				server.value = found;
			}}
		/>
	);
}
