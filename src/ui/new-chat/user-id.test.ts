import { describe, expect, it } from 'vitest';
import { splitUserIds, userIdProblem } from './user-id.ts';

describe('userIdProblem', () => {
	it.each([
		'@bob:example.org',
		' @bob:localhost:8448 ',
		'@b.o-b=_/+:example.org',
		'@bob:[::1]:8448',
		'@bob:192.0.2.1',
	])('accepts %s', (typed) => expect(userIdProblem(typed, '@alice:x')).toBeUndefined());
	it.each([
		'',
		'bob',
		'@bob',
		'bob:example.org',
		'@bob:',
		'@b ob:x',
		'@bob:x y',
		'@bob@x:y',
		`@${'b'.repeat(255)}:x`,
	])('refuses %s', (typed) => expect(userIdProblem(typed, '@alice:x')).toBe('bad'));
	it('knows oneself', () => expect(userIdProblem('@alice:x', '@alice:x')).toBe('self'));
});

it('splits what was pasted', () => {
	expect(splitUserIds(' @a:x, @b:x;\n@c:x ')).toEqual(['@a:x', '@b:x', '@c:x']);
});
