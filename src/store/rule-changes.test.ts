import { describe, expect, it } from 'vitest';
import {
	isAccountOn,
	notifiesOf,
	type PushRule,
	type PushRules,
	readDefaultMode,
	readKeywords,
	readPushRules,
	readRoomModes,
} from './push-rules.ts';
import { after, type RuleChange, requestsFor, withChange } from './rule-changes.ts';

const roomId = '!choir:a';
const loud = ['notify', { set_tweak: 'sound', value: 'default' }];

function rule(rule_id: string, over: Partial<PushRule> = {}): PushRule {
	return { rule_id, enabled: true, default: rule_id.startsWith('.'), actions: loud, ...over };
}

/** What a homeserver gives to a new account, as far as it matters here. */
const fresh: PushRules = {
	override: [
		rule('.m.rule.master', { enabled: false, actions: [] }),
		rule('.m.rule.is_user_mention'),
		rule('.m.rule.is_room_mention'),
	],
	content: [rule('.m.rule.contains_user_name', { pattern: 'alice' })],
	room: [],
	sender: [],
	underride: [
		rule('.m.rule.encrypted_room_one_to_one'),
		rule('.m.rule.room_one_to_one'),
		rule('.m.rule.message', { actions: ['notify'] }),
		rule('.m.rule.encrypted', { actions: ['notify'] }),
	],
};

function mute(rule_id: string, over: Partial<PushRule> = {}): PushRule {
	const conditions = [{ kind: 'event_match', key: 'room_id', pattern: roomId }];
	return rule(rule_id, { actions: ['dont_notify'], conditions, ...over });
}

describe('what rules say of a room', () => {
	it.each<[string, Partial<PushRules>, string | undefined]>([
		['nothing', {}, undefined],
		['a mute, of whatever name', { override: [mute('my own')] }, 'none'],
		['a mute that is off', { override: [mute(roomId, { enabled: false })] }, undefined],
		['a mute above a room rule', { override: [mute(roomId)], room: [rule(roomId)] }, 'none'],
		['a room rule', { room: [rule(roomId)] }, 'all'],
		['a room rule that does nothing', { room: [rule(roomId, { actions: [] })] }, 'mentions'],
		['more than one condition', { override: [mute('x', { conditions: [{}, {}] })] }, undefined],
	])('%s', (_, rules, mode) => {
		expect(readRoomModes({ ...fresh, ...rules }).get(roomId)).toBe(mode);
	});

	it('is read from whatever a homeserver gives', () => {
		expect(
			readPushRules({ global: { room: [null, 3, { rule_id: roomId }, rule(roomId)], override: {} } }).room,
		).toEqual([rule(roomId)]);
		expect(readPushRules(undefined).underride).toEqual([]);
	});
});

const changes: RuleChange[] = [
	{ about: 'room', roomId, mode: 'none' },
	{ about: 'room', roomId, mode: 'mentions' },
	{ about: 'room', roomId, mode: 'all' },
	{ about: 'room', roomId, mode: 'default' },
	{ about: 'chats', chats: 'group', mode: 'mentions' },
	{ about: 'chats', chats: 'direct', mode: 'mentions' },
	{ about: 'chats', chats: 'group', mode: 'all' },
	{ about: 'mentions', mentioned: 'me', isOn: false },
	{ about: 'keyword', word: 'bricks', isOn: true },
	{ about: 'keyword', word: 'bricks', isOn: false },
	{ about: 'account', isOn: false },
	{ about: 'account', isOn: true },
];

/** What the rules say of what a change is about. */
function holds(rules: PushRules, change: RuleChange): boolean {
	switch (change.about) {
		case 'room':
			return (readRoomModes(rules).get(change.roomId) ?? 'default') === change.mode;
		case 'chats':
			return readDefaultMode(rules, change.chats) === change.mode;
		case 'mentions':
			return notifiesOf(rules, change.mentioned) === change.isOn;
		case 'keyword':
			return readKeywords(rules).includes(change.word) === change.isOn;
		case 'account':
			return isAccountOn(rules) === change.isOn;
	}
}

describe('a change of the rules', () => {
	it('holds afterwards, whatever was before, and asks for nothing when it holds', () => {
		for (const first of changes) {
			for (const second of changes) {
				const rules = withChange(withChange(fresh, first), second);
				expect(holds(rules, second), JSON.stringify([first, second])).toBe(true);
				expect(requestsFor(rules, second)).toEqual([]);
			}
		}
	});

	it('leaves no other mute of the room, nor one that is off in its way', () => {
		const rules = { ...fresh, override: [mute('my own'), mute(roomId, { enabled: false })] };
		expect(withChange(rules, { about: 'room', roomId, mode: 'default' }).override).toEqual([]);
		const muted = requestsFor(
			{ ...fresh, override: [mute(roomId, { enabled: false })] },
			{ about: 'room', roomId, mode: 'none' },
		);
		expect(muted.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
		expect(muted[1]).toMatchObject({ part: 'enabled', body: { enabled: true } });
	});

	it('says no more than what was done, taken twice', () => {
		for (const change of changes) {
			const requests = requestsFor(fresh, change);
			const once = requests.reduce(after, fresh);
			expect(requests.reduce(after, once)).toEqual(once);
		}
	});
});
