import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { TextField } from '../controls/TextField.tsx';

interface Props {
	value: string;
	error?: string | undefined;
	isFocused?: boolean;
	onInput: (value: string) => void;
}

/** A password, hidden unless asked for. */
export function PasswordField({ value, error, isFocused = false, onInput }: Props): JSX.Element {
	const isShown = useSignal(false);
	return (
		<TextField
			label={i18n.t('welcome.password')}
			type={isShown.value ? 'text' : 'password'}
			value={value}
			error={error}
			autocomplete="current-password"
			isFocused={isFocused}
			onInput={onInput}
		>
			<label class="check">
				<input
					type="checkbox"
					checked={isShown.value}
					onChange={(event) => {
						isShown.value = event.currentTarget.checked;
					}}
				/>
				<span>{i18n.t('welcome.showPassword')}</span>
			</label>
		</TextField>
	);
}
