import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { DamagedError, mayBeFull, storeFault } from './fault.ts';

const wrapped = (inner: Error): Error => Object.assign(new Error('aborted'), { name: 'AbortError', inner });

it('knows a full disk, alone, in an abort, among many failures, and in the words of the crypto store', () => {
	const full = new DOMException('no room', 'QuotaExceededError');
	expect(storeFault(full)).toBe('full');
	expect(storeFault(wrapped(full))).toBe('full');
	expect(storeFault(Object.assign(new Error('bulk'), { name: 'BulkError', failures: [full] }))).toBe('full');
	expect(storeFault(new Error('DomException QuotaExceededError (22)'))).toBe('full');
});

it('tells damaged rows from what the browser cannot read', () => {
	expect(storeFault(new DamagedError('x'))).toBe('damaged');
	expect(storeFault(new DOMException('x', 'UnknownError'))).toBe('unreadable');
	expect(storeFault(wrapped(new DOMException('x', 'DataError')))).toBe('unreadable');
});

it('suspects a full disk behind what gives no reason', () => {
	const crypto = new Error(
		'failed to read or write to the crypto store Expected the Transaction to be committed',
	);
	for (const error of [crypto, new DOMException('x', 'AbortError'), new DOMException('x', 'UnknownError')]) {
		expect(mayBeFull(error)).toBe(true);
	}
	expect(mayBeFull(new TypeError('Failed to fetch'))).toBe(false);
});

it.each([
	new DOMException('x', 'AbortError'),
	new TypeError('Failed to fetch'),
	new Failure('offline'),
	undefined,
	'text',
])('hears nothing of the store in %s', (error) => {
	expect(storeFault(error)).toBeUndefined();
});
