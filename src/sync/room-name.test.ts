import { describe, expect, it } from 'vitest';
import { roomName } from './room-name.ts';

describe('roomName', () => {
	it('prefers the name, then the alias, then the people', () => {
		const parts = { name: ' Trip ', alias: '#trip:a', heroes: ['Bob'], memberCount: 2 };
		expect(roomName(parts)).toBe('Trip');
		expect(roomName({ ...parts, name: '' })).toBe('#trip:a');
		expect(roomName({ ...parts, name: undefined, alias: undefined })).toBe('Bob');
	});

	it('counts those it does not name', () => {
		expect(roomName({ heroes: ['Bob', 'Carol'], memberCount: 3 })).toBe('Bob & Carol');
		expect(roomName({ heroes: ['Bob', 'Carol'], memberCount: 9 })).toBe('Bob & Carol +6');
	});

	it('has no name for nobody', () => {
		expect(roomName({ heroes: [], memberCount: 1 })).toBe('');
	});
});
