import { ask } from '../../src/rpc/ask.ts';
import { now, pause } from '../clock.ts';
import { inStore } from './store.ts';

/** Verifies a device of the account, with a person who confirms at once. @returns when it began and was done. */
export async function verify(deviceId: string): Promise<{ begun: number; done: number }> {
	const begun = now();
	const { id } = await ask('verification.begin', { deviceId });
	for (;;) {
		const row = await inStore((db) => db.verifications.get(id));
		if (row?.phase === 'done') return { begun, done: now() };
		if (row?.phase === 'cancelled') throw new Error(`the verification ended: ${row.end}`);
		if (row?.phase === 'compare') await ask('verification.answer', { id, answer: 'confirm' });
		await pause(10);
	}
}
