import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { RoomRow } from '../../store/rows.ts';
import { useAccount } from '../account/context.ts';
import { useLive } from '../live/live.ts';
import { Message } from '../message/Message.tsx';
import { useNow } from '../time/now.ts';
import { locale } from '../words/language.ts';
import { GapLine } from './GapLine.tsx';
import { DayLine, NoticeLine } from './Lines.tsx';
import { NewPill } from './NewPill.tsx';
import { useScroll } from './scroll.ts';
import { type TimelineItem, timelineItems } from './timeline-items.ts';
import { openTimeline, readTimeline, type TimelineData, widen } from './timeline-rows.ts';
import { useSeen } from './visible.ts';

interface Props {
	roomId: string;
	room: RoomRow | undefined;
	/** Rises with each message sent from here: the timeline then goes to its end. */
	sentCount: number;
	onAtBottom: (isAtBottom: boolean) => void;
}

/** The messages of a room, newest at the bottom; older ones come as one scrolls up. */
export function Timeline({ roomId, room, sentCount, onAtBottom }: Props): JSX.Element {
	const account = useAccount();
	const from = useSignal<number | undefined>(undefined);
	const { value: data, isFailed } = useLive(
		() => readTimeline(account, roomId, from.value),
		[account, roomId, from.value],
		(raw) => openTimeline(account, roomId, raw),
	);
	const scroller = useRef<HTMLDivElement>(null);
	const now = useNow();
	const items = data ? timelineItems(data, { ownUserId: account.userId, now, locale }) : [];
	const { isAtBottom, newCount, toBottom } = useScroll(scroller, items, sentCount, onAtBottom);
	const showOlder = async (): Promise<void> => {
		const oldest = oldestOrder(data);
		if (oldest !== undefined) from.value = await widen(account, roomId, oldest);
	};

	return (
		<div class="timeline">
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
			<div class="scroller" ref={scroller} role="log" aria-label={i18n.t('room.timeline')} tabIndex={0}>
				<div class="timeline-items">
					{data?.hasOlder && <OlderMark key={oldestOrder(data)} onSeen={showOlder} />}
					{isFailed && <p role="alert">{i18n.t('rooms.error')}</p>}
					{data && items.every(isNoMessage) && <EmptyTimeline room={room} />}
					{items.map((item) => (
						<Item key={item.key} item={item} room={room} roomId={roomId} />
					))}
				</div>
			</div>
			{!isAtBottom && <NewPill count={newCount} onClick={toBottom} />}
		</div>
	);
}

function Item({
	item,
	room,
	roomId,
}: {
	item: TimelineItem;
	room: RoomRow | undefined;
	roomId: string;
}): JSX.Element {
	switch (item.kind) {
		case 'day':
			return <DayLine item={item} />;
		case 'notice':
			return <NoticeLine item={item} />;
		case 'gap':
			return <GapLine roomId={roomId} order={item.order} />;
		case 'message':
			return <Message item={item} isDirect={room?.kind === 'direct'} />;
	}
}

/** A gap may hold messages, so only without one is a room known to be empty. */
function isNoMessage({ kind }: TimelineItem): boolean {
	return kind !== 'message' && kind !== 'gap';
}

function EmptyTimeline({ room }: { room: RoomRow | undefined }): JSX.Element | null {
	if (!room) return null;
	return <p class="empty-timeline">{i18n.t(room.isEncrypted ? 'room.empty' : 'room.emptyClear')}</p>;
}

/** Stands above the oldest row shown; when it comes into view, more rows are read from the store. */
function OlderMark({ onSeen }: { onSeen: () => void }): JSX.Element {
	const mark = useRef<HTMLDivElement>(null);
	useSeen(mark, onSeen);
	return <div ref={mark} class="older-mark" aria-hidden="true" />;
}

function oldestOrder(data: TimelineData | undefined): number | undefined {
	const first = data?.entries[0];
	return first && (first.kind === 'gap' ? first.order : first.row.order);
}
