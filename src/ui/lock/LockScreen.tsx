import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { Forgotten } from './Forgotten.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** The way back in, and the way out for who has lost it. */
export function LockScreen({ vault }: { vault: LockedVaultRow }): JSX.Element {
	const isForgotten = useSignal(false);
	if (isForgotten.value) return <Forgotten vault={vault} onBack={() => (isForgotten.value = false)} />;
	return <UnlockForm vault={vault} onForgotten={() => (isForgotten.value = true)} />;
}
