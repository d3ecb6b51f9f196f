import { describe, expect, it } from 'vitest';
import { cleanName } from './clean-name.ts';
import { hueCount, hueOf } from './hue.ts';
import { initials } from './initials.ts';

describe('cleanName', () => {
	it('removes what would turn the sentence around it', () => {
		expect(cleanName('Bob\u202Egnp.exe\u2066', 'x')).toBe('Bobgnp.exe');
	});
	it('folds lines and spaces', () => expect(cleanName(' Bob \n\n Builder ', 'x')).toBe('Bob Builder'));
	it('falls back when nothing can be seen', () => expect(cleanName('\u200B \u2060', '@b:x')).toBe('@b:x'));
	it('keeps joined emoji whole', () => expect(cleanName('👩‍👩‍👧', 'x')).toBe('👩‍👩‍👧'));
	it('caps the length', () => expect(Array.from(cleanName('😀'.repeat(500), 'x'))).toHaveLength(100));
});

describe('initials', () => {
	it.each([
		['Ada Lovelace', 'AL'],
		['Ada King Noel Lovelace', 'AL'],
		['bob', 'B'],
		['@bob:example.org', 'B'],
		['#trip-to-rome:example.org', 'TR'],
		['محمد علي', 'مع'],
		['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
		['(the) Club', 'TC'],
		['', '?'],
		['---', '?'],
	])('%s gives %s', (name, letters) => expect(initials(name)).toBe(letters));
});

describe('hueOf', () => {
	it('stays the same and within the colours', () => {
		expect(hueOf('!a:x')).toBe(hueOf('!a:x'));
		for (let i = 0; i < 100; i += 1) expect(hueOf(`!${i}`)).toBeLessThan(hueCount);
	});
	it('uses all colours', () => {
		expect(new Set(Array.from({ length: 100 }, (_, i) => hueOf(`@u${i}:x`))).size).toBe(hueCount);
	});
});
