import type { Content, RelationRow } from '../store/event-rows.ts';
import { asContent, asText } from './raw-event.ts';

/** An event that says something about another one, and which. */
export interface Relation {
	relation: RelationRow['relation'];
	targetId: string;
}

interface Relating {
	event_id?: string;
	type: string;
	content: Content;
	redacts?: string;
	state_key?: string;
}

/** The message that a message answers, and the thread that it stands in. */
export interface Place {
	threadId?: string;
	repliesTo?: string;
}

/**
 * Reads what an event changes: an edit, a reaction or a redaction; undefined for all others.
 * Replies and threads are messages of their own. Client-server API §Relationship types, §Redactions.
 * `m.relates_to` is in clear on encrypted events, so that this works before decryption. A redaction inside
 * of ciphertext is none: the homeserver could not see whether its sender may redact.
 */
export function readRelation(event: Relating, isEncrypted = false): Relation | undefined {
	const { event_id, type, content, redacts, state_key } = event;
	if (state_key !== undefined) return undefined;
	if (type === 'm.room.redaction') {
		// Room version 11 moved `redacts` into the content.
		const targetId = asText(content.redacts) ?? redacts;
		return targetId && !isEncrypted ? { relation: 'm.redaction', targetId } : undefined;
	}
	const relatesTo = asContent(content['m.relates_to']);
	const targetId = asText(relatesTo?.event_id);
	const relation = asText(relatesTo?.rel_type);
	if (!targetId || targetId === event_id) return undefined;
	return relation === 'm.replace' || relation === 'm.annotation' ? { relation, targetId } : undefined;
}

/** Reads where a message belongs. Client-server API §Threading, §Rich replies. */
export function readPlace({ event_id, content, state_key }: Relating): Place {
	const relatesTo = asContent(content['m.relates_to']);
	const rootId = relatesTo?.rel_type === 'm.thread' && state_key === undefined && asText(relatesTo.event_id);
	const repliesTo = asText(asContent(relatesTo?.['m.in_reply_to'])?.event_id);
	return {
		...(rootId && rootId !== event_id && { threadId: rootId }),
		...(repliesTo && repliesTo !== event_id && { repliesTo }),
	};
}
