import type { CryptoChanges } from '../crypto/internal.ts';
import type { ChangeSet } from './change-set.ts';

/** What was given something since this background began. */
const fed = new WeakSet<object>();

/**
 * Whether an answer has anything for crypto, which writes its account anew for each that it is given: a tenth of
 * what a wake costs beyond opening everything. Only the first answer of a background's life can have nothing: from
 * then on crypto may keep in memory what it goes on with at the next one.
 */
export function isNewsForCrypto(
	crypto: object,
	{ crypto: changes, isUnconnected, position }: Pick<ChangeSet, 'crypto' | 'isUnconnected' | 'position'>,
): boolean {
	const isFirst = !fed.has(crypto);
	fed.add(crypto);
	const { toDeviceEvents, deviceLists: { changed = [], left = [] } = {} } = changes;
	if (!isFirst || isUnconnected || [toDeviceEvents, changed, left].some(({ length }) => length > 0))
		return true;
	const counts = keyCounts(changes);
	return counts === undefined || counts !== position.keyCounts;
}

/** What the homeserver says of the device's one-time and fallback keys, to be compared; undefined where it says nothing. */
export function keyCounts({ oneTimeKeysCounts, unusedFallbackKeys }: CryptoChanges): string | undefined {
	if (!oneTimeKeysCounts) return undefined;
	return JSON.stringify([Object.entries(oneTimeKeysCounts).sort(), unusedFallbackKeys?.toSorted()]);
}
