import type { Content, RelationRow } from '../store/rows.ts';
import { asContent, asText } from './raw-event.ts';

/** An event that says something about another one, and which. */
export interface Relation {
	relation: RelationRow['relation'];
	targetId: string;
}

interface Relating {
	type: string;
	content: Content;
	redacts?: string;
	state_key?: string;
}

/**
 * Reads what an event changes: an edit, a reaction or a redaction; undefined for all others.
 * Replies and threads are messages of their own. Client-server API §Relationship types, §Redactions.
 * `m.relates_to` is in clear on encrypted events, so that this works before decryption.
 */
export function readRelation({ type, content, redacts, state_key }: Relating): Relation | undefined {
	if (state_key !== undefined) return undefined;
	if (type === 'm.room.redaction') {
		// Room version 11 moved `redacts` into the content.
		const targetId = asText(content.redacts) ?? redacts;
		return targetId ? { relation: 'm.redaction', targetId } : undefined;
	}
	const relatesTo = asContent(content['m.relates_to']);
	const targetId = asText(relatesTo?.event_id);
	const relation = asText(relatesTo?.rel_type);
	if (!targetId) return undefined;
	if (relation === 'm.replace') return { relation, targetId };
	if (relation === 'm.annotation' && asText(relatesTo?.key)) return { relation, targetId };
	// An encrypted reaction shows its key only after decryption.
	if (relation === 'm.annotation' && type === 'm.room.encrypted') return { relation, targetId };
	return undefined;
}
