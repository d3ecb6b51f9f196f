import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { RoomRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { acceptClearText, isClearTextAccepted } from '../composer/clear-text.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { roomName } from '../rooms/room-item.ts';
import type { ChosenFiles } from './chosen-files.ts';
import { FileLine } from './FileLine.tsx';
import { sendFiles } from './send-files.ts';

interface Props {
	room: RoomRow;
	chosen: ChosenFiles;
	/** The largest size that may be sent, in bytes. */
	limit: number;
	onClose: () => void;
}

/** What is about to be sent to a room, with a caption. */
export function AttachDialog({ room, chosen, limit, onClose }: Props): JSX.Element {
	const account = useAccount();
	const caption = useSignal('');
	const isAsking = useSignal(false);
	const task = useTask();
	const files = chosen.files.value;
	const sendable = files.filter(({ prepared }) => prepared);
	const isReady = files.length > 0 && sendable.length === files.length;
	const send = (): void => {
		if (!isReady) return;
		if (!room.isEncrypted && !isClearTextAccepted(room)) {
			// The first try asks; only the second one sends without encryption.
			if (!isAsking.value) {
				isAsking.value = true;
				return;
			}
			acceptClearText(room.roomId);
		}
		const prepared = sendable.flatMap((one) => one.prepared ?? []);
		void task
			.run(() =>
				sendFiles(account, room, prepared, caption.value.trim(), (kept) => {
					const done = files.find((one) => one.prepared === kept);
					if (done) chosen.remove(done.source);
					// It went with the first one.
					caption.value = '';
				}),
			)
			.then((isDone) => isDone && onClose());
	};
	return (
		<Dialog title={i18n.t('attach.title', { name: roomName(room) })} kind="sheet" onClose={onClose}>
			<form
				class="share-form"
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<ul class="file-lines" aria-label={i18n.t('attach.files')}>
					{files.map((file) => (
						<FileLine
							key={file.source}
							file={file}
							limit={limit}
							onRemove={() => {
								chosen.remove(file.source);
								if (files.length === 1) onClose();
							}}
						/>
					))}
				</ul>
				<textarea
					class="comment"
					data-autofocus
					rows={1}
					value={caption.value}
					maxLength={8000}
					placeholder={i18n.t('attach.caption')}
					aria-label={i18n.t('attach.caption')}
					dir="auto"
					onInput={(event) => {
						caption.value = event.currentTarget.value;
					}}
					onKeyDown={(event) => {
						if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
						event.preventDefault();
						send();
					}}
				/>
				{!room.isEncrypted && (
					<p class="clear-warning" role={isAsking.value ? 'alert' : 'status'}>
						{i18n.t('attach.clearWarning')}
					</p>
				)}
				<FailureNote error={task.error} />
				<button
					type="submit"
					class={`button ${isAsking.value ? 'danger' : 'primary'}`}
					disabled={!isReady || task.isBusy}
				>
					{task.isBusy
						? i18n.t('attach.encrypting')
						: i18n.t(isAsking.value ? 'composer.clearSend' : 'composer.send')}
				</button>
			</form>
		</Dialog>
	);
}
