import { expect, it } from 'vitest';
import { bridgeName } from './bridges.ts';

it.each([
	[{ displayname: 'WhatsApp', id: 'whatsapp' }, 'WhatsApp'],
	[{ id: 'irc' }, 'irc'],
	[{ displayname: '', id: 'irc' }, 'irc'],
	[{ displayname: 7 }, ''],
	[undefined, ''],
	['WhatsApp', ''],
])('reads from %j the name %j', (protocol, name) => {
	expect(bridgeName(protocol)).toBe(name);
});
