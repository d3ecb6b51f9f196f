import type { JSX } from 'preact';
import { useLazy } from '../app/lazy.ts';

/** In place of everything while the account is locked. */
export function Locked(): JSX.Element {
	const Screen = useLazy(true, async () => (await import('./LockScreen.tsx')).LockScreen);
	return <main class="app lock">{Screen && <Screen />}</main>;
}
