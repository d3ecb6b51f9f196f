import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { RoomMode } from '../../store/push-rules.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { useLazy } from '../app/lazy.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { AtSign, Bell, BellOff, type IconNode } from '../controls/icons.ts';

/** What the chat notifies of, as an icon; pressed, it can be changed. */
export function NotifyButton({ room: { roomId, mode } }: { room: RoomRow }): JSX.Element {
	const isOpen = useSignal(false);
	const Sheet = useLazy(isOpen.value, async () => (await import('./NotifySheet.tsx')).NotifySheet);
	const { icon, label } = looks[mode ?? 'all'];
	return (
		<>
			<IconButton
				icon={icon}
				label={label()}
				onClick={() => {
					isOpen.value = true;
				}}
			/>
			{isOpen.value && Sheet && (
				<Sheet
					roomId={roomId}
					mode={mode ?? 'default'}
					onClose={() => {
						isOpen.value = false;
					}}
				/>
			)}
		</>
	);
}

const looks: Record<RoomMode, { icon: IconNode; label: () => string }> = {
	all: { icon: Bell, label: () => i18n.t('hear.room.title') },
	mentions: { icon: AtSign, label: () => i18n.t('hear.room.titleMentions') },
	none: { icon: BellOff, label: () => i18n.t('hear.room.titleNone') },
};
