import type { CryptoChanges } from '../crypto/internal.ts';

const longest = 255;

/**
 * Leaves out verification messages whose transaction id is none: the SDK throws at one that is no text, and
 * takes nothing of the whole answer then, now or later. Anybody can send one.
 */
export function withoutMalformed<C extends Pick<CryptoChanges, 'toDeviceEvents'>>(changes: C): C {
	return { ...changes, toDeviceEvents: changes.toDeviceEvents.filter(isWellFormed) };
}

function isWellFormed({ type, content }: CryptoChanges['toDeviceEvents'][number]): boolean {
	if (!type?.startsWith('m.key.verification.')) return true;
	const id: unknown = content?.transaction_id;
	return typeof id === 'string' && id.length > 0 && id.length <= longest;
}
