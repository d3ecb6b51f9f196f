import { expect, it } from 'vitest';
import { nameFor } from './device-name.ts';

it('names the browser and the system', () => {
	expect(nameFor('Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'linux')).toBe(
		'Messa on Firefox, Linux',
	);
	expect(nameFor('Mozilla/5.0 AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', 'mac')).toBe(
		'Messa on Chrome, macOS',
	);
	expect(nameFor('Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'win')).toBe(
		'Messa on Edge, Windows',
	);
});
