import type { CryptoChanges, InternalCrypto } from '../crypto/internal.ts';
import { log } from '../log.ts';

/** The times (ms since the epoch) that requests to this device say they were made at, by transaction id. */
export function requestTimes({ toDeviceEvents }: CryptoChanges): Map<string, number> {
	const times = new Map<string, number>();
	for (const { type, content } of toDeviceEvents) {
		if (type !== 'm.key.verification.request') continue;
		const id: unknown = content?.transaction_id;
		const timestamp: unknown = content?.timestamp;
		if (typeof id === 'string' && typeof timestamp === 'number') times.set(id, timestamp);
	}
	return times;
}

/**
 * Learns of the account's newest devices before a request of one of them is taken: crypto drops requests
 * of devices that it does not know, and a device may come and ask while nobody here was awake.
 */
export async function learnSenders(
	crypto: Pick<InternalCrypto, 'userHasCrossSigningKeys'>,
	ownUserId: string,
	{ toDeviceEvents }: CryptoChanges,
): Promise<void> {
	const isAsked = toDeviceEvents.some(
		({ type, sender }) => type === 'm.key.verification.request' && sender === ownUserId,
	);
	if (!isAsked) return;
	try {
		await crypto.userHasCrossSigningKeys(ownUserId, true);
	} catch (error) {
		log.warn('the newest devices could not be asked for', error);
	}
}
