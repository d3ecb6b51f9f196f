import type { NoticeItem, TimelineItem } from './timeline-item.ts';
import type { TimelineData } from './timeline-rows.ts';

/** Says below the last message whose key came with an invite who shared it (MSC4268). */
export function withSharedLine(items: TimelineItem[], { newer }: TimelineData): TimelineItem[] {
	const last = items.findLastIndex((item) => item.kind === 'message' && item.keyFrom !== undefined);
	const item = items[last];
	// Where the window ends, more of them may follow.
	const mayGoOn = newer !== undefined && last === items.length - 1;
	if (item?.kind !== 'message' || item.keyFrom === undefined || mayGoOn) return items;
	const line: NoticeItem = {
		kind: 'notice',
		key: `shared ${item.key}`,
		order: item.order ?? 0,
		time: item.time,
		notice: { code: 'historyShared', actor: '', target: '', isTargetPerson: false },
		actorName: item.keyFrom,
		targetName: '',
	};
	return items.toSpliced(last + 1, 0, line);
}
