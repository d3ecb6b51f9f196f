import { signal } from '@preact/signals';
import { ask } from '../../rpc/ask.ts';
import type { Params } from '../../rpc/contract.ts';

/** The verification whose dialog this window shows. */
export const openVerification = signal<string | undefined>(undefined);

/** Asks for a verification and shows it. @throws Failure as the background gives it. */
export async function beginVerification(wanted: Params<'verification.begin'>): Promise<void> {
	openVerification.value = (await ask('verification.begin', wanted)).id;
}
