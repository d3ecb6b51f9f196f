import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Dialog } from '../controls/Dialog.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Lock } from '../controls/icons.ts';
import { Segments } from '../controls/Segments.tsx';
import { DirectForm } from './DirectForm.tsx';
import { RoomForm } from './RoomForm.tsx';

interface Props {
	onClose: () => void;
	onOpen: (roomId: string) => void;
}

/** Starting a chat with a person or a room with several; both are always encrypted. */
export function NewChat({ onClose, onOpen }: Props): JSX.Element {
	const kind = useSignal<'direct' | 'room'>('direct');
	return (
		<Dialog title={i18n.t('newChat.title')} kind="sheet" onClose={onClose}>
			<Segments<'direct' | 'room'>
				legend={i18n.t('newChat.title')}
				name="kind"
				words={[
					['direct', i18n.t('newChat.direct')],
					['room', i18n.t('newChat.room')],
				]}
				chosen={kind.value}
				onChoose={(next) => {
					kind.value = next;
				}}
			/>
			{kind.value === 'room' ? <RoomForm onOpen={onOpen} /> : <DirectForm onOpen={onOpen} />}
			<p class="encrypted-note">
				<Icon node={Lock} size={14} />
				{i18n.t('newChat.encrypted')}
			</p>
		</Dialog>
	);
}
