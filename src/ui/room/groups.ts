import { isEvent } from '../../store/database.ts';
import type { TimelineRow } from '../../store/event-rows.ts';
import type { MessageItem, TimelineItem } from './timeline-item.ts';
import { messageTypes, type TimelineData } from './timeline-rows.ts';

const groupGapMs = 5 * 60_000;

/**
 * Marks where groups begin and end: one sender, one after the other, each within five minutes of the last.
 * They go on beyond the ends of the window. That nobody can be proved to have sent them is said once for
 * those that stand together; what is wrong is said of each.
 */
export function group(items: TimelineItem[], { older, newer }: TimelineData): TimelineItem[] {
	const spoken = [spokenRow(older), ...items.map(spokenItem), spokenRow(newer)];
	return items.map((item, index) => {
		if (item.kind !== 'message') return item;
		const [before, here, after] = spoken.slice(index, index + 3);
		const isLast = !belongs(here, after);
		const shield = isLast || !isRepeated(item, items[index + 1]) ? item.shield : undefined;
		return { ...item, shield, isFirst: !belongs(before, here), isLast };
	});
}

function isRepeated(item: MessageItem, next: TimelineItem | undefined): boolean {
	return item.shield === 'unproven' && next?.kind === 'message' && next.shield === 'unproven';
}

interface Spoken {
	userId: string;
	time: number;
}

function spokenItem(item: TimelineItem): Spoken | undefined {
	return item.kind === 'message' ? { userId: item.sender.userId, time: item.time } : undefined;
}

function spokenRow(row: TimelineRow | undefined): Spoken | undefined {
	if (!row || !isEvent(row) || row.stateKey !== undefined || !messageTypes.has(row.type)) return undefined;
	return { userId: row.sender, time: row.time };
}

function belongs(before: Spoken | undefined, after: Spoken | undefined): boolean {
	if (!before || !after) return false;
	return before.userId === after.userId && Math.abs(after.time - before.time) <= groupGapMs;
}
