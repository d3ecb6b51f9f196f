import { expect, it } from 'vitest';
import { isProblem, problemOf } from './camera.ts';

it('tells why there is no picture', () => {
	const named = (name: string): DOMException => new DOMException('', name);
	expect(problemOf(named('NotAllowedError'))).toBe('refused');
	expect(problemOf(named('SecurityError'))).toBe('refused');
	expect(problemOf(named('NotFoundError'))).toBe('none');
	expect(problemOf(named('OverconstrainedError'))).toBe('none');
	expect(problemOf(named('NotReadableError'))).toBe('busy');
	expect(problemOf(named('AbortError'))).toBe('busy');
	expect(problemOf(new TypeError('no such thing'))).toBe('failed');
	expect(isProblem('refused')).toBe(true);
	expect(isProblem('looking')).toBe(false);
});
