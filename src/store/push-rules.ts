import type { Content } from './event-rows.ts';

export const ruleKinds = ['override', 'content', 'room', 'sender', 'underride'] as const;

export type RuleKind = (typeof ruleKinds)[number];

/** Client-server API §Push Rules. */
export interface PushRule {
	rule_id: string;
	enabled: boolean;
	default: boolean;
	actions: unknown[];
	conditions?: unknown[];
	pattern?: string;
}

/** The account's rules by their kind, of each the most important first. */
export type PushRules = Record<RuleKind, PushRule[]>;

/** What a room notifies of, where it is not what all rooms of its kind do. */
export const roomModes = ['all', 'mentions', 'none'] as const;

export type RoomMode = (typeof roomModes)[number];

/** What chats of two people, and what those of more, notify of. */
export type DefaultMode = 'all' | 'mentions';

export type ChatKind = 'direct' | 'group';

/** The rules that say what chats of a kind notify of, in clear text and before decryption. */
export const defaultRules: Record<ChatKind, readonly string[]> = {
	direct: ['.m.rule.room_one_to_one', '.m.rule.encrypted_room_one_to_one'],
	group: ['.m.rule.message', '.m.rule.encrypted'],
};

/** Who can be mentioned: the person, or everyone in a room at once. */
export type Mentioned = 'me' | 'everyone';

/** The rules that hear of mentions, those of before `m.mentions` too. */
export const mentionRules: Record<Mentioned, readonly string[]> = {
	me: ['.m.rule.is_user_mention', '.m.rule.contains_display_name', '.m.rule.contains_user_name'],
	everyone: ['.m.rule.is_room_mention', '.m.rule.roomnotif'],
};

/** The rule that turns all others off. */
export const masterRule = '.m.rule.master';

/** Reads the content of `m.push_rules`; what is not a rule is left out. */
export function readPushRules(content: unknown): PushRules {
	const global = asRecord(asRecord(content)?.global);
	const read = (kind: RuleKind): PushRule[] => {
		const rules = global?.[kind];
		return Array.isArray(rules) ? rules.filter(isRule) : [];
	};
	return {
		override: read('override'),
		content: read('content'),
		room: read('room'),
		sender: read('sender'),
		underride: read('underride'),
	};
}

/** What rules say of single rooms, by room id. */
export function readRoomModes(rules: PushRules): Map<string, RoomMode> {
	const modes = new Map<string, RoomMode>();
	for (const rule of rules.room) {
		if (rule.enabled) modes.set(rule.rule_id, notifies(rule) ? 'all' : 'mentions');
	}
	for (const rule of rules.override) {
		const roomId = rule.enabled && mutedRoom(rule);
		if (roomId) modes.set(roomId, 'none');
	}
	return modes;
}

/** The room that a rule mutes, as other clients write it: nothing but the room is asked, nothing is done. */
export function mutedRoom({ conditions, actions }: PushRule): string | undefined {
	const condition = conditions?.length === 1 ? asRecord(conditions[0]) : undefined;
	// Rules of before version 1.7 of the specification name what is not to be done.
	if (!condition || actions.some((action) => action !== 'dont_notify')) return undefined;
	const { kind, key, pattern } = condition;
	return kind === 'event_match' && key === 'room_id' && typeof pattern === 'string' ? pattern : undefined;
}

export function readDefaultMode(rules: PushRules, chats: ChatKind): DefaultMode {
	const some = rules.underride.filter(({ rule_id }) => defaultRules[chats].includes(rule_id));
	return some.some((rule) => rule.enabled && notifies(rule)) ? 'all' : 'mentions';
}

export function notifiesOf(rules: PushRules, mentioned: Mentioned): boolean {
	const some = [...rules.override, ...rules.content].filter(({ rule_id }) =>
		mentionRules[mentioned].includes(rule_id),
	);
	return some.some((rule) => rule.enabled && notifies(rule));
}

/** Whether the account notifies of anything, on any device. */
export function isAccountOn(rules: PushRules): boolean {
	return !rules.override.some(({ rule_id, enabled }) => rule_id === masterRule && enabled);
}

/** The words that the person wants to hear of. */
export function readKeywords(rules: PushRules): string[] {
	return rules.content.flatMap((rule) =>
		!rule.default && rule.enabled && notifies(rule) ? (rule.pattern ?? []) : [],
	);
}

export function notifies({ actions }: PushRule): boolean {
	return actions.includes('notify');
}

function isRule(rule: unknown): rule is PushRule {
	const { rule_id, enabled, actions, conditions = [], pattern = '' } = asRecord(rule) ?? {};
	return (
		typeof rule_id === 'string' &&
		typeof enabled === 'boolean' &&
		Array.isArray(actions) &&
		Array.isArray(conditions) &&
		typeof pattern === 'string'
	);
}

function asRecord(value: unknown): Content | undefined {
	return typeof value === 'object' && value !== null ? (value as Content) : undefined;
}
