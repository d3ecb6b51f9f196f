import { expect, it } from 'vitest';
import { entryProblem } from './entry.ts';

const good = { current: 'long enough', next: 'longer still', again: 'longer still' };

it.each([
	['set', {}, undefined],
	['set', { next: '', again: '' }, { field: 'next', why: 'tooShort' }],
	['set', { next: '🔒🔒🔒🔒', again: '🔒🔒🔒🔒' }, { field: 'next', why: 'tooShort' }],
	['set', { again: 'longer stil' }, { field: 'again', why: 'different' }],
	['set', { current: '' }, undefined],
	['change', { current: '' }, { field: 'current', why: 'needed' }],
	['remove', { current: '' }, { field: 'current', why: 'needed' }],
	['remove', { next: '' }, undefined],
] as const)('%s with %o', (change, typed, problem) => {
	expect(entryProblem(change, { ...good, ...typed })).toEqual(problem);
});
