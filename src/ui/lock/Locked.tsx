import type { JSX } from 'preact';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { useLazy } from '../app/lazy.ts';

/** In place of everything while the account is locked. */
export function Locked({ vault }: { vault: LockedVaultRow }): JSX.Element {
	const Screen = useLazy(true, async () => (await import('./LockScreen.tsx')).LockScreen);
	return <main class="app lock">{Screen && <Screen vault={vault} />}</main>;
}
