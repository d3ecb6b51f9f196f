import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { useAccount } from '../account/context.ts';
import { useDrop } from '../attach/drop.ts';
import { useTray } from '../attach/tray.ts';
import { ClearTextBanner } from '../composer/ClearTextBanner.tsx';
import { Composer } from '../composer/Composer.tsx';
import { asRead, useLive } from '../live/live.ts';
import { roomName } from '../rooms/room-item.ts';
import { later } from '../time/later.ts';
import type { Ahead } from './ahead.ts';
import { Ended } from './Ended.tsx';
import { IdentityLine } from './IdentityLine.tsx';
import { useMarkRead } from './mark-read.ts';
import { RoomHeader } from './RoomHeader.tsx';
import { SignedOutLine } from './SignedOutLine.tsx';
import { useShownLock } from './shown-lock.ts';
import { Timeline } from './Timeline.tsx';
import { TypingLine } from './TypingLine.tsx';
import type { WrittenMessage } from './timeline-item.ts';

interface Props {
	roomId: string;
	/** `order` of the message to open at; the end where there is none. */
	at?: number | undefined;
	/** What has read chats before they are opened. */
	ahead: Ahead | undefined;
	onBack: () => void;
	/** Opens another chat in this one's place. */
	onOpen: (roomId: string) => void;
	/** Shares the page in the current tab to this chat. */
	onShare: () => void;
	/** A line below the header, where there is something to say. */
	note: JSX.Element | null;
}

/** One chat: its header, its timeline and where one writes. */
export function RoomScreen({ roomId, at, ahead, onBack, onOpen, onShare, note }: Props): JSX.Element {
	const { db } = useAccount();
	const known = useMemo(() => ahead?.take(roomId), [ahead, roomId]);
	const { value } = useLive(
		async () => ({ room: await db.rooms.get(roomId) }),
		[db, roomId],
		asRead,
		known?.room && { room: known.room },
	);
	const isAtBottom = useSignal(true);
	const written = useSignal<readonly WrittenMessage[]>([]);
	const room = value?.room;
	useShownLock(roomId);
	useEffect(() => later(() => ask('trust.look', { roomId }).catch(() => undefined)), [roomId]);
	useMarkRead(room, isAtBottom.value);
	const tray = useTray();
	const isEnded =
		room?.membership === 'leave' || room?.membership === 'ban' || room?.replacedBy !== undefined;

	const canWrite = room?.membership === 'join' && !isEnded;
	const drop = useDrop(canWrite ? tray.add : undefined);

	return (
		<section
			class={`room ${drop.isOver ? 'drop' : ''}`}
			data-drop={i18n.t('attach.drop')}
			aria-label={room ? roomName(room) : i18n.t('common.loading')}
			{...drop.handlers}
		>
			<RoomHeader room={room} onBack={onBack} />
			{note}
			{room && !room.isEncrypted && <ClearTextBanner />}
			<Timeline
				roomId={roomId}
				room={room}
				known={known?.timeline}
				at={at}
				written={written}
				onAtEnd={(is) => {
					isAtBottom.value = is;
				}}
			/>
			{room && <TypingLine room={room} />}
			<SignedOutLine />
			{room?.isEncrypted && <IdentityLine roomId={roomId} />}
			{room && isEnded && <Ended room={room} onOpen={onOpen} />}
			{room && canWrite && (
				<Composer
					room={room}
					onShare={onShare}
					onFiles={tray.add}
					onWrite={(message) => {
						written.value = [...written.value, message];
					}}
					onLost={(lost) => {
						written.value = written.value.filter((message) => message !== lost);
					}}
				/>
			)}
			{room && tray.chosen && tray.Dialog && (
				<tray.Dialog room={room} chosen={tray.chosen} limit={tray.limit} onClose={tray.close} />
			)}
		</section>
	);
}
