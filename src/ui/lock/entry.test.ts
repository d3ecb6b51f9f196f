import { expect, it } from 'vitest';
import { entryProblem } from './entry.ts';

const good = { current: 'long enough', next: 'longer still', again: 'longer still' };

it.each([
	['next', {}, undefined],
	['next', { next: '', again: '' }, { field: 'next', why: 'tooShort' }],
	['next', { next: '🔒🔒🔒🔒', again: '🔒🔒🔒🔒' }, { field: 'next', why: 'tooShort' }],
	['next', { again: 'longer stil' }, { field: 'again', why: 'different' }],
	['next', { current: '' }, undefined],
	['current and next', { current: '' }, { field: 'current', why: 'needed' }],
	['current', { current: '' }, { field: 'current', why: 'needed' }],
	['current', { next: '' }, undefined],
	['nothing', { current: '', next: '' }, undefined],
] as const)('asked for %s, with %o', (asked, typed, problem) => {
	const isAsked = { current: asked.includes('current'), next: asked.includes('next') };
	expect(entryProblem(isAsked, { ...good, ...typed })).toEqual(problem);
});
