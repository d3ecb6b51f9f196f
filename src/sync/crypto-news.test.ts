import { describe, expect, it } from 'vitest';
import type { CryptoChanges } from '../crypto/internal.ts';
import type { PositionRow } from '../store/account-rows.ts';
import { isNewsForCrypto, keyCounts } from './crypto-news.ts';

const changes: CryptoChanges = {
	toDeviceEvents: [],
	deviceLists: { changed: [], left: [] },
	oneTimeKeysCounts: { signed_curve25519: 50 },
	unusedFallbackKeys: ['signed_curve25519'],
};
const told = keyCounts(changes);
const position: PositionRow = { id: 'sync', source: 'sliding', ...(told && { keyCounts: told }) };

/** Of the first answer of a background's life. */
function isNews(different: Partial<CryptoChanges>, more: object = {}): boolean {
	return isNewsForCrypto({}, { crypto: { ...changes, ...different }, position, ...more });
}

describe('isNewsForCrypto', () => {
	it('is nothing when the first answer says what the last one said', () => {
		expect(isNews({})).toBe(false);
		expect(isNews({ oneTimeKeysCounts: { signed_curve25519: 50 } })).toBe(false);
	});
	it.each<Partial<CryptoChanges>>([
		{ toDeviceEvents: [{ type: 'm.room.encrypted' }] },
		{ deviceLists: { changed: ['@bob:x'] } },
		{ deviceLists: { left: ['@bob:x'] } },
		{ oneTimeKeysCounts: { signed_curve25519: 49 } },
		{ oneTimeKeysCounts: {} },
		{ unusedFallbackKeys: [] },
	])('is %j', (different) => expect(isNews(different)).toBe(true));
	it('is whatever comes after a break, and counts that were never told', () => {
		expect(isNews({}, { isUnconnected: true })).toBe(true);
		expect(isNews({}, { position: { id: 'sync', source: 'sliding' } })).toBe(true);
	});
	it('is each answer but the first', () => {
		const machine = {};
		const answer = { crypto: changes, position };
		expect([1, 2, 3].map(() => isNewsForCrypto(machine, answer))).toEqual([false, true, true]);
	});
	it('is an answer without counts, since in classic sync these are none', () => {
		const { oneTimeKeysCounts: _, ...without } = changes;
		expect(isNewsForCrypto({}, { crypto: without, position })).toBe(true);
	});
});

describe('keyCounts', () => {
	it('minds no order', () => {
		const one = { ...changes, oneTimeKeysCounts: { a: 1, b: 2 }, unusedFallbackKeys: ['x', 'y'] };
		const other = { ...changes, oneTimeKeysCounts: { b: 2, a: 1 }, unusedFallbackKeys: ['y', 'x'] };
		expect(keyCounts(one)).toBe(keyCounts(other));
	});
});
