import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Dialog } from '../controls/Dialog.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Lock } from '../controls/icons.ts';
import { DirectForm } from './DirectForm.tsx';
import { RoomForm } from './RoomForm.tsx';

interface Props {
	onClose: () => void;
	onOpen: (roomId: string) => void;
}

/** Starting a chat with a person or a room with several; both are always encrypted. */
export function NewChat({ onClose, onOpen }: Props): JSX.Element {
	const isRoom = useSignal(false);
	const choice = (is: boolean, label: string): JSX.Element => (
		<label class="choice">
			<input
				type="radio"
				name="kind"
				checked={isRoom.value === is}
				onChange={() => {
					isRoom.value = is;
				}}
			/>
			<span>{label}</span>
		</label>
	);
	return (
		<Dialog title={i18n.t('newChat.title')} kind="sheet" onClose={onClose}>
			<fieldset class="choices">
				<legend class="for-readers">{i18n.t('newChat.title')}</legend>
				{choice(false, i18n.t('newChat.direct'))}
				{choice(true, i18n.t('newChat.room'))}
			</fieldset>
			{isRoom.value ? <RoomForm onOpen={onOpen} /> : <DirectForm onOpen={onOpen} />}
			<p class="encrypted-note">
				<Icon node={Lock} size={14} />
				{i18n.t('newChat.encrypted')}
			</p>
		</Dialog>
	);
}
