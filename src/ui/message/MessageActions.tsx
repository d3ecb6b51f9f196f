import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { useLazy } from '../app/lazy.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Trash2 } from '../controls/icons.ts';
import type { MessageItem } from '../room/timeline-item.ts';

const loadQuestion = async () => (await import('./DeleteDialog.tsx')).DeleteDialog;

/** What can be done with an own message, shown where the pointer or the focus is. */
export function MessageActions({ item, roomId }: { item: MessageItem; roomId: string }): JSX.Element | null {
	const isAsking = useSignal(false);
	const Question = useLazy(isAsking.value, loadQuestion);
	const { eventId, isOwn, content } = item;
	if (!isOwn || eventId === undefined || content.state === 'redacted') return null;
	return (
		<span class="message-actions">
			<IconButton
				icon={Trash2}
				label={i18n.t('undo.delete')}
				onClick={() => {
					isAsking.value = true;
				}}
			/>
			{isAsking.value && Question && (
				<Question
					roomId={roomId}
					eventId={eventId}
					onClose={() => {
						isAsking.value = false;
					}}
				/>
			)}
		</span>
	);
}
