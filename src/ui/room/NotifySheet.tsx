import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { type RoomMode, roomModes } from '../../store/push-rules.ts';
import { Choices } from '../controls/Choices.tsx';
import { Dialog } from '../controls/Dialog.tsx';

interface Props {
	roomId: string;
	/** What holds now. */
	mode: RoomMode | 'default';
	onClose: () => void;
}

/** What a chat notifies of, on all of the account's devices. */
export function NotifySheet({ roomId, mode, onClose }: Props): JSX.Element {
	return (
		<Dialog title={i18n.t('hear.room.title')} kind="sheet" onClose={onClose}>
			<p id="notify-room-text">{i18n.t('hear.room.text')}</p>
			<span id="notify-room" class="for-readers">
				{i18n.t('hear.room.title')}
			</span>
			<Choices
				id="notify-room"
				choices={['default', ...roomModes]}
				chosen={mode}
				words={(choice) => i18n.t(`hear.room.${choice}`)}
				choose={(choice) => ask('notify.changeRules', { about: 'room', roomId, mode: choice })}
			/>
		</Dialog>
	);
}
