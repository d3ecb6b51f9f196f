import type { FailureCode } from '../../failure.ts';
import type { Content } from '../../store/event-rows.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { TimelineItem } from './timeline-item.ts';
import type { OpenedOutgoing } from './timeline-rows.ts';

/** Why a message could not be deleted, and the outbox row that would. */
export interface FailedDeletion {
	sequence: number | undefined;
	failure: FailureCode | undefined;
}

/** Shows what is being deleted as deleted at once; where that failed, the message is back and says so. */
export function withDeletions(items: TimelineItem[], outgoing: readonly OpenedOutgoing[]): TimelineItem[] {
	const deletions = new Map<unknown, OpenedOutgoing>();
	for (const one of outgoing) {
		if (one.row.type === 'm.room.redaction') deletions.set(one.content.redacts, one);
	}
	if (deletions.size === 0) return items;
	return items.map((item) => {
		const row = item.kind === 'message' ? deletions.get(item.eventId)?.row : undefined;
		if (item.kind !== 'message' || item.eventId === undefined || !row) return item;
		if (row.state === 'failed') {
			return { ...item, failedDeletion: { sequence: row.sequence, failure: row.failure } };
		}
		return {
			...item,
			content: { state: 'redacted' },
			isEdited: false,
			shield: undefined,
			quote: undefined,
			reactions: [],
		};
	});
}

/** Whether a message may still be taken back: it waits for that, and no try of it has begun. */
export function held(
	{ state, heldUntil, attempt, unanswered }: OutboxRow,
	{ body, format }: Content,
): { isHeld: boolean; typed?: string } {
	const isHeld = state === 'queued' && heldUntil !== undefined && attempt === 0 && !unanswered;
	// What has a format was not typed here.
	return { isHeld, ...(typeof body === 'string' && format === undefined && { typed: body }) };
}
