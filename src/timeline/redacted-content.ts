import type { Content } from '../store/event-rows.ts';

/** What redaction leaves of state that a room needs to go on. Room version 11 §Redactions. */
const kept: Record<string, string[]> = {
	'm.room.member': ['membership', 'join_authorised_via_users_server'],
	'm.room.join_rules': ['join_rule', 'allow'],
	'm.room.history_visibility': ['history_visibility'],
	'm.room.power_levels': [
		'ban',
		'events',
		'events_default',
		'invite',
		'kick',
		'redact',
		'state_default',
		'users',
		'users_default',
	],
};

/** Gives what is left of a state event's content once it was redacted. */
export function redactedContent(type: string, content: Content): Content {
	if (type === 'm.room.create') return content;
	const keys = kept[type] ?? [];
	return Object.fromEntries(Object.entries(content).filter(([key]) => keys.includes(key)));
}
