import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { RoomRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { useLazy } from '../app/lazy.ts';
import { useLive } from '../live/live.ts';
import { Message } from '../message/Message.tsx';
import { useNow } from '../time/now.ts';
import { ViewerContext } from '../viewer/context.ts';
import { picturesOf } from '../viewer/pictures.ts';
import { locale } from '../words/language.ts';
import { EdgeMark } from './EdgeMark.tsx';
import { GapLine } from './GapLine.tsx';
import { DayLine, NoticeLine } from './Lines.tsx';
import { NewPill } from './NewPill.tsx';
import { useScroll } from './scroll.ts';
import { useShownAt } from './shown-at.ts';
import type { TimelineItem, WrittenMessage } from './timeline-item.ts';
import { notYetKept, timelineItems } from './timeline-items.ts';
import {
	openTimeline,
	ordersOf,
	readTimeline,
	type TimelineData,
	windowAround,
	withNewer,
	withOlder,
} from './timeline-rows.ts';
import { settle, type TimelineWindow } from './timeline-window.ts';

const loadViewer = async () => (await import('../viewer/Viewer.tsx')).Viewer;

interface Props {
	roomId: string;
	room: RoomRow | undefined;
	/** What was read of it before it was opened. */
	known: TimelineData | undefined;
	/** `order` of the message to be shown first. */
	at: number | undefined;
	/** What was sent from here and is not in the store yet; with each one the timeline goes to its end. */
	written: Signal<readonly WrittenMessage[]>;
	onAtEnd: (isAtEnd: boolean) => void;
}

/** The messages of a room, newest at the bottom; others come and go as one scrolls. */
export function Timeline({ roomId, room, known, at, written, onAtEnd }: Props): JSX.Element {
	const account = useAccount();
	const window = useSignal<TimelineWindow>(known?.window ?? {});
	/** `order` of the newest message that was in view at the end. */
	const seenOrder = useRef<number | undefined>(undefined);
	const { value: data, isFailed } = useLive(
		() => readTimeline(account, roomId, window.value, seenOrder.current),
		[account, roomId, window.value],
		(raw) => openTimeline(account, roomId, raw),
		known,
	);
	const scroller = useRef<HTMLDivElement>(null);
	const content = useRef<HTMLDivElement>(null);
	const now = useNow();
	const items = data ? timelineItems(data, { ownUserId: account.userId, now, locale }, written.value) : [];
	const scroll = useScroll(scroller, content, data?.newer !== undefined, onAtEnd);
	const orders = data ? ordersOf(data) : [];
	const newest = orders.at(-1);
	/** New marks for new rows: they look anew whether they are near the view. */
	const shownKey = `${orders[0]} ${newest}`;
	if (scroll.isAtEnd.value) seenOrder.current = newest ?? seenOrder.current;
	const unseen = data?.unseen.filter((order) => order > (seenOrder.current ?? order)).length ?? 0;

	/** Moves the window, unless it has moved since these rows were read. */
	const move = async (next: (shown: NonNullable<typeof data>) => Promise<TimelineWindow>): Promise<void> => {
		if (!data || data.window !== window.value) return;
		const moved = await next(data);
		if (data.window === window.value) window.value = moved;
	};
	useShownAt(scroller, at, items, scroll.show, async (order) => {
		if (data) window.value = await windowAround(account, roomId, order);
	});
	const toEnd = (): void => {
		if (data?.newer) window.value = {};
		scroll.toBottom();
	};

	useEffect(() => {
		if (data) performance.mark('room-painted');
	}, [data !== undefined]);
	// Many new messages, or filled gaps.
	useEffect(() => {
		if (!data || data.window !== window.value) return;
		window.value = settle(data.window, orders, anchorOrder(items, scroll.anchorKey()));
	}, [data]);
	// From here on the store shows them.
	useEffect(() => {
		if (data) written.value = notYetKept(data, written.value);
	}, [data]);
	// Only one's own message moves the view.
	const lastWritten = written.value.at(-1)?.transactionId;
	useEffect(() => {
		if (lastWritten) toEnd();
	}, [lastWritten]);

	const viewedKey = useSignal<string | undefined>(undefined);
	const view = useCallback((key: string) => (viewedKey.value = key), [viewedKey]);
	const Viewer = useLazy(viewedKey.value !== undefined, loadViewer);

	return (
		<div class="timeline">
			<div
				class="scroller"
				ref={scroller}
				role="log"
				aria-label={i18n.t('room.timeline')}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
				tabIndex={0}
				onKeyDown={(event) => {
					if (event.key !== 'End' || event.target !== event.currentTarget) return;
					event.preventDefault();
					toEnd();
				}}
			>
				<div class="timeline-items" ref={content}>
					{data?.older && (
						<EdgeMark
							key={`older ${shownKey}`}
							onSeen={() => move((shown) => withOlder(account, roomId, shown))}
						/>
					)}
					{isFailed && <p role="alert">{i18n.t('rooms.error')}</p>}
					{data && items.every(isNoMessage) && <EmptyTimeline room={room} />}
					<ViewerContext.Provider value={view}>
						{items.map((item) => (
							<Item key={item.key} item={item} room={room} roomId={roomId} />
						))}
					</ViewerContext.Provider>
					{data?.newer && (
						<EdgeMark
							key={`newer ${shownKey}`}
							onSeen={() => move((shown) => withNewer(account, roomId, shown))}
						/>
					)}
				</div>
			</div>
			{viewedKey.value !== undefined && Viewer && (
				<Viewer
					pictures={picturesOf(items)}
					at={viewedKey.value}
					onMove={view}
					onClose={() => {
						viewedKey.value = undefined;
					}}
				/>
			)}
			{!scroll.isAtEnd.value && <NewPill count={unseen} onClick={toEnd} />}
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
			return <Message item={item} roomId={roomId} isDirect={room?.kind === 'direct'} />;
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

function anchorOrder(items: readonly TimelineItem[], key: string | undefined): number | undefined {
	const item = items.find((one) => one.key === key);
	return item && 'order' in item ? item.order : undefined;
}
