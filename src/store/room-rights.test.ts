import { describe, expect, it } from 'vitest';
import { isHistoryShared, mayInvite } from './room-rights.ts';

const alice = '@alice:x';
const bob = '@bob:x';
const made = { sender: alice, content: { room_version: '11' } };

describe('mayInvite', () => {
	it.each([
		['everyone, where nothing is said', bob, made, {}, true],
		['not who has less than is asked for', bob, made, { invite: 50 }, false],
		['who has a level of their own', bob, made, { invite: 50, users: { [bob]: 50 } }, true],
		['not who was given less than others', bob, made, { users_default: 0, users: { [bob]: -1 } }, false],
		['who everyone is', bob, made, { invite: 10, users_default: 10 }, true],
		['levels that are text', bob, made, { invite: '50', users: { [bob]: '100' } }, true],
		['the creator before there are levels', alice, made, undefined, true],
		['not the creator of an old room without a level', alice, made, { invite: 50 }, false],
		[
			'the creator of a new room',
			alice,
			{ sender: alice, content: { room_version: '12' } },
			{ invite: 50 },
			true,
		],
		[
			'another creator of a new room',
			bob,
			{ sender: alice, content: { room_version: '12', additional_creators: [bob] } },
			{ invite: 50 },
			true,
		],
		['everyone, where nothing is known', bob, undefined, undefined, true],
	])('lets %s', (_who, userId, create, levels, may) => {
		expect(mayInvite(userId, create, levels)).toBe(may);
	});
});

describe('isHistoryShared', () => {
	it.each([
		['shared', true],
		['world_readable', true],
		['invited', false],
		['joined', false],
		['nonsense', true],
	])('%s', (history_visibility, is) => {
		expect(isHistoryShared({ history_visibility })).toBe(is);
	});
	it('takes what the specification has for none', () => expect(isHistoryShared(undefined)).toBe(true));
});
