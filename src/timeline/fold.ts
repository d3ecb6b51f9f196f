import type { Content, EventBody, Reaction, RelationRow } from '../store/event-rows.ts';
import { asContent, asText } from './raw-event.ts';

/** A timeline event without anything that came after it. */
export interface Original {
	type: string;
	stateKey?: string;
	sender: string;
	isEncrypted: boolean;
	content: Content;
}

/** A relation row with its content unsealed. */
export type OpenRelation = Pick<
	RelationRow,
	'eventId' | 'relation' | 'sender' | 'time' | 'isEncrypted' | 'status'
> & { content: Content };

export type Folded = Omit<EventBody, 'raw'> & { isRedacted: boolean };

const maxReactionLength = 64;

/**
 * Folds what was said about an event into what is shown of it. Whatever the order of `relations`, the
 * result is the same. Client-server API §Event replacements, §Event annotations, §Redactions.
 */
export function fold(original: Original, relations: OpenRelation[]): Folded {
	const readable = relations.filter(({ status }) => status === 'readable');
	if (readable.some(({ relation }) => relation === 'm.redaction')) {
		return { content: {}, reactions: [], isRedacted: true };
	}
	const edit = newestEdit(original, readable);
	return {
		content: original.content,
		reactions: reactionsOf(readable),
		isRedacted: false,
		...(edit && { edit }),
	};
}

/** Only the sender edits, only a message, and an encrypted one only in encrypted form. */
function newestEdit(original: Original, relations: OpenRelation[]): EventBody['edit'] {
	if (original.type !== 'm.room.message' || original.stateKey !== undefined) return undefined;
	const newest = relations
		.filter(
			({ relation, sender, isEncrypted, content }) =>
				relation === 'm.replace' &&
				sender === original.sender &&
				(isEncrypted || !original.isEncrypted) &&
				asContent(content['m.new_content']),
		)
		.reduce<OpenRelation | undefined>(
			(best, next) => (best && compare(best, next) > 0 ? best : next),
			undefined,
		);
	const content = asContent(newest?.content['m.new_content']);
	return newest && content && { eventId: newest.eventId, time: newest.time, content };
}

/** One of a kind from each person, the earliest, in the order in which they came. */
function reactionsOf(relations: OpenRelation[]): Reaction[] {
	const seen = new Set<string>();
	return relations
		.filter(({ relation }) => relation === 'm.annotation')
		.sort(compare)
		.flatMap(({ eventId, sender, time, content }) => {
			const key = asText(asContent(content['m.relates_to'])?.key)?.slice(0, maxReactionLength);
			if (!key || seen.has(`${sender} ${key}`)) return [];
			seen.add(`${sender} ${key}`);
			return [{ eventId, sender, key, time }];
		});
}

/** By time, then by event id, as the specification breaks ties. */
function compare(a: OpenRelation, b: OpenRelation): number {
	return a.time - b.time || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);
}
