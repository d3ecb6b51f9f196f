import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { useLazy } from '../app/lazy.ts';
import { PopOutButton } from '../app/PopOutButton.tsx';
import { isWide } from '../app/wide.ts';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { ChevronLeft, CircleDot, Lock, LockOpen } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import { roomName } from '../rooms/room-item.ts';
import { VerifyPerson } from '../verification/VerifyPerson.tsx';
import { NotifyButton } from './NotifyButton.tsx';

interface Props {
	room: RoomRow | undefined;
	onBack: () => void;
}

/** Who one is talking to, and whether anyone else can read it. */
export function RoomHeader({ room, onBack }: Props): JSX.Element {
	const markUnread = (roomId: string): void => {
		// The open room would read itself again.
		onBack();
		ask('room.markUnread', { roomId }).catch(() => undefined);
	};
	return (
		<header class="bar room-header">
			{!isWide.value && (
				<IconButton icon={ChevronLeft} label={i18n.t('common.back')} onClick={onBack} isPointing />
			)}
			{room && (
				<>
					<Avatar
						id={room.directUserId ?? room.roomId}
						name={roomName(room)}
						url={room.avatarUrl}
						size="small"
					/>
					<div class="room-title">
						<h1>
							<bdi>{roomName(room)}</bdi>
						</h1>
						<p class="room-facts">
							<Encryption room={room} />
							{room.kind !== 'direct' && room.joinedCount > 0 && (
								<span>{i18n.t('room.members', room.joinedCount)}</span>
							)}
							{room.kind === 'direct' && room.directUserId && <bdi class="user-id">{room.directUserId}</bdi>}
						</p>
					</div>
					<VerifyPerson room={room} />
					{room.membership === 'join' && <NotifyButton room={room} />}
					{room.membership === 'join' && (
						<IconButton
							icon={CircleDot}
							label={i18n.t('room.markUnread')}
							onClick={() => markUnread(room.roomId)}
						/>
					)}
					<PopOutButton roomId={room.roomId} />
				</>
			)}
		</header>
	);
}

/** Whether it is encrypted; pressed, who can read it. */
function Encryption({ room: { roomId, isEncrypted, membership } }: { room: RoomRow }): JSX.Element {
	const isOpen = useSignal(false);
	const Readers = useLazy(isOpen.value, async () => (await import('./ReadersSheet.tsx')).ReadersSheet);
	if (!isEncrypted) {
		return (
			<span class="not-encrypted">
				<Icon node={LockOpen} size={14} />
				{i18n.t('room.notEncrypted')}
			</span>
		);
	}
	const lock = <Icon node={Lock} size={14} name={i18n.t('room.encrypted')} />;
	if (membership !== 'join') return lock;
	return (
		<>
			<button
				type="button"
				class="who-reads"
				aria-label={i18n.t('trust.readers.title')}
				title={i18n.t('trust.readers.title')}
				onClick={() => {
					isOpen.value = true;
				}}
			>
				{lock}
			</button>
			{isOpen.value && Readers && (
				<Readers
					roomId={roomId}
					onClose={() => {
						isOpen.value = false;
					}}
				/>
			)}
		</>
	);
}
