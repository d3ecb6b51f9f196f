import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Forgotten } from './Forgotten.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** The way back in, and the way out for who has forgotten it. */
export function LockScreen(): JSX.Element {
	const isForgotten = useSignal(false);
	if (isForgotten.value) return <Forgotten onBack={() => (isForgotten.value = false)} />;
	return <UnlockForm onForgotten={() => (isForgotten.value = true)} />;
}
