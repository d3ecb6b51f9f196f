import { describe, expect, it } from 'vitest';
import { isUserId } from './user-id.ts';

describe('isUserId', () => {
	it.each(['@a:b.c', '@Änne Old:example.org:8448', '@a:[::1]:80', '@a:127.0.0.1', '@:b.c'])(
		'takes %s',
		(id) => {
			expect(isUserId(id)).toBe(true);
		},
	);
	it.each([
		'',
		'@',
		'@:',
		'a:b',
		'@a',
		'@a:',
		'@a:b c',
		'@a:b:c',
		'@a\0:b',
		'__proto__',
		`@${'x'.repeat(255)}:a`,
	])('refuses %j', (id) => {
		expect(isUserId(id)).toBe(false);
	});
});
