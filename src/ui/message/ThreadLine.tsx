import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { ThreadFacts } from '../room/timeline-item.ts';

/** How many messages hang on this one, and whose is the newest. */
export function ThreadLine({ thread: { count, name, clock } }: { thread: ThreadFacts }): JSX.Element {
	return (
		<p class="thread-line" dir="auto">
			{i18n.t('room.thread', { replies: i18n.t('room.replies', count), name, time: clock })}
		</p>
	);
}
