import type { AccountDatabase } from './database.ts';
import {
	type ChatKind,
	type DefaultMode,
	defaultRules,
	type Mentioned,
	masterRule,
	mentionRules,
	mutedRoom,
	notifies,
	type PushRule,
	type PushRules,
	type RoomMode,
	type RuleKind,
	readPushRules,
} from './push-rules.ts';

/** What the person wants of the account's push rules. */
export type RuleChange =
	| { about: 'room'; roomId: string; mode: RoomMode | 'default' }
	| { about: 'chats'; chats: ChatKind; mode: DefaultMode }
	| { about: 'mentions'; mentioned: Mentioned; isOn: boolean }
	| { about: 'keyword'; word: string; isOn: boolean }
	| { about: 'account'; isOn: boolean };

/** A change that the homeserver has not been told yet; a newer one about the same takes its place. */
export interface RuleChangeRow {
	id: string;
	change: RuleChange;
	/** Tells a change from a newer one in its place. */
	time: number;
	attempt: number;
	/** Not before this, ms since the epoch. */
	nextTry: number;
}

/** A call to `/pushrules/global/{kind}/{ruleId}`, or to a `part` of the rule. */
export type RuleRequest = { kind: RuleKind; ruleId: string } & (
	| { method: 'PUT'; part?: undefined; body: Pick<PushRule, 'actions' | 'conditions' | 'pattern'> }
	| { method: 'PUT'; part: 'enabled'; body: { enabled: boolean } }
	| { method: 'PUT'; part: 'actions'; body: { actions: unknown[] } }
	| { method: 'DELETE' }
);

const sound = { set_tweak: 'sound', value: 'default' };
const loud = ['notify', sound];
const highlighted = ['notify', sound, { set_tweak: 'highlight' }];

/** A change's key: of two about the same, the newer one counts. */
export function changeId(change: RuleChange): string {
	switch (change.about) {
		case 'room':
			return `room ${change.roomId}`;
		case 'chats':
			return `chats ${change.chats}`;
		case 'mentions':
			return `mentions ${change.mentioned}`;
		case 'keyword':
			return `keyword ${change.word}`;
		case 'account':
			return 'account';
	}
}

/** What to ask of the homeserver so that the rules say what is wanted; nothing where they do. */
export function requestsFor(rules: PushRules, change: RuleChange): RuleRequest[] {
	switch (change.about) {
		case 'room':
			return roomRequests(rules, change.roomId, change.mode);
		case 'chats':
			return of(rules, ['underride'], defaultRules[change.chats]).flatMap(({ kind, rule }) => [
				...(notifies(rule) === (change.mode === 'all') ? [] : [actionsOf(kind, rule, change.mode)]),
				...(rule.enabled ? [] : [enable(kind, rule.rule_id, true)]),
			]);
		case 'mentions':
			return of(rules, ['override', 'content'], mentionRules[change.mentioned]).flatMap(({ kind, rule }) =>
				rule.enabled === change.isOn ? [] : [enable(kind, rule.rule_id, change.isOn)],
			);
		case 'keyword':
			return keywordRequests(rules, change.word, change.isOn);
		case 'account':
			return of(rules, ['override'], [masterRule]).flatMap(({ kind, rule }) =>
				rule.enabled === !change.isOn ? [] : [enable(kind, rule.rule_id, !change.isOn)],
			);
	}
}

/** The rules after a change. */
export function withChange(rules: PushRules, change: RuleChange): PushRules {
	return requestsFor(rules, change).reduce(after, rules);
}

/** The account's rules as the person wants them, told or not. */
export async function readWantedRules(db: AccountDatabase): Promise<PushRules> {
	const [data, rows] = await Promise.all([db.accountData.get('m.push_rules'), db.ruleChanges.toArray()]);
	return rows.reduce((rules, { change }) => withChange(rules, change), readPushRules(data?.content));
}

/** Other clients mute a room by an override of its name, and set what else it notifies of by a room rule. */
function roomRequests(rules: PushRules, roomId: string, mode: RoomMode | 'default'): RuleRequest[] {
	const room = rules.room.find(({ rule_id }) => rule_id === roomId);
	const dropRoom = room ? [drop('room', roomId)] : [];
	const mutes = rules.override.filter((rule) => !rule.default && mutedRoom(rule) === roomId);
	if (mode === 'none') {
		const mute = mutes.find(({ enabled }) => enabled);
		const conditions = [{ kind: 'event_match', key: 'room_id', pattern: roomId }];
		return [...(mute ? [] : add('override', roomId, { conditions, actions: [] }, mutes[0])), ...dropRoom];
	}
	const dropMutes = mutes.map(({ rule_id }) => drop('override', rule_id));
	if (mode === 'default') return [...dropMutes, ...dropRoom];
	const isSo = room?.enabled && notifies(room) === (mode === 'all');
	const actions = mode === 'all' ? loud : [];
	return [...(isSo ? [] : add('room', roomId, { actions }, room)), ...dropMutes];
}

function keywordRequests(rules: PushRules, word: string, isOn: boolean): RuleRequest[] {
	const known = rules.content.filter((rule) => !rule.default && rule.pattern === word);
	if (!isOn) return known.map(({ rule_id }) => drop('content', rule_id));
	if (known.some((rule) => rule.enabled && notifies(rule))) return [];
	return add('content', word, { pattern: word, actions: highlighted }, known[0]);
}

/** Rules of those names, of some kinds. */
function of(
	rules: PushRules,
	kinds: RuleKind[],
	ids: readonly string[],
): { kind: RuleKind; rule: PushRule }[] {
	return kinds.flatMap((kind) =>
		rules[kind].filter(({ rule_id }) => ids.includes(rule_id)).map((rule) => ({ kind, rule })),
	);
}

/** A rule that is put again keeps whether it was enabled. */
function add(
	kind: RuleKind,
	ruleId: string,
	body: Pick<PushRule, 'actions' | 'conditions' | 'pattern'>,
	before: PushRule | undefined,
): RuleRequest[] {
	const put: RuleRequest = { method: 'PUT', kind, ruleId, body };
	return before && !before.enabled ? [put, enable(kind, ruleId, true)] : [put];
}

function drop(kind: RuleKind, ruleId: string): RuleRequest {
	return { method: 'DELETE', kind, ruleId };
}

function enable(kind: RuleKind, ruleId: string, enabled: boolean): RuleRequest {
	return { method: 'PUT', kind, ruleId, part: 'enabled', body: { enabled } };
}

function actionsOf(kind: RuleKind, rule: PushRule, mode: DefaultMode): RuleRequest {
	const actions = mode === 'all' ? loud : [];
	return { method: 'PUT', kind, ruleId: rule.rule_id, part: 'actions', body: { actions } };
}

/** The rules as they are once the homeserver has done it. A new rule comes before others of its kind. */
export function after(rules: PushRules, request: RuleRequest): PushRules {
	const { kind, ruleId } = request;
	const others = rules[kind].filter(({ rule_id }) => rule_id !== ruleId);
	if (request.method === 'DELETE') return { ...rules, [kind]: others };
	const before = rules[kind].find(({ rule_id }) => rule_id === ruleId);
	if (request.part === undefined) {
		const rule = { rule_id: ruleId, default: false, enabled: before?.enabled ?? true, ...request.body };
		return { ...rules, [kind]: [rule, ...others] };
	}
	return {
		...rules,
		[kind]: rules[kind].map((rule) => (rule === before ? { ...rule, ...request.body } : rule)),
	};
}
