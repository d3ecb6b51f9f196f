import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SharedPage } from '../../share/page.ts';
import { useAccount } from '../account/context.ts';
import { acceptClearText, isClearTextAccepted } from '../composer/clear-text.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { useFoundRooms } from '../rooms/found-rooms.ts';
import { PageCard } from './PageCard.tsx';
import { RoomPicker } from './RoomPicker.tsx';
import { type SentShare, sendShare } from './send-share.ts';
import { shareRooms } from './share-rooms.ts';
import { useShareRows } from './share-rows.ts';

interface Props {
	page: SharedPage;
	/** The chat that is chosen at first; null for the likeliest. */
	roomId: string | null;
	onSent: (roomName: string, sent: SentShare) => void;
}

/** The comment, the card and the room; the likeliest room is chosen already, so that Enter sends. */
export function ShareForm({ page, roomId, onSent }: Props): JSX.Element {
	const account = useAccount();
	const comment = useSignal('');
	const query = useSignal('');
	const chosenId = useSignal<string | undefined>(roomId ?? undefined);
	const { found } = useFoundRooms(account.db, query.value, 0);
	const { value: rows } = useShareRows(account, found);
	const rooms = rows && shareRooms(rows, query.value);
	const chosen = rooms?.find(({ roomId }) => roomId === chosenId.value) ?? rooms?.[0];
	// Chosen once: a message that comes meanwhile must not put another room under the person's hands.
	useEffect(() => {
		chosenId.value ??= rooms?.[0]?.roomId;
	});
	const task = useTask();
	const askedId = useSignal<string | undefined>(undefined);
	const isAsking = chosen !== undefined && askedId.value === chosen.roomId;
	const send = (): void => {
		if (!chosen) return;
		if (!chosen.isEncrypted && !isClearTextAccepted(chosen)) {
			// The first try asks; only the second one sends without encryption.
			if (!isAsking) {
				askedId.value = chosen.roomId;
				return;
			}
			acceptClearText(chosen.roomId);
		}
		void task.run(async () => onSent(chosen.name, await sendShare(account, chosen, page, comment.value)));
	};
	return (
		<form
			class="share-form"
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			<textarea
				class="comment"
				rows={2}
				value={comment.value}
				maxLength={8000}
				placeholder={i18n.t('share.commentHint')}
				aria-label={i18n.t('share.comment')}
				dir="auto"
				onInput={(event) => {
					comment.value = event.currentTarget.value;
				}}
				onKeyDown={(event) => {
					if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
					event.preventDefault();
					send();
				}}
			/>
			<PageCard page={page} />
			{rooms && (
				<RoomPicker
					rooms={rooms}
					chosen={chosen}
					query={query.value}
					onQuery={(text) => {
						query.value = text;
						chosenId.value = undefined;
					}}
					onChoose={(roomId) => {
						chosenId.value = roomId;
					}}
				/>
			)}
			{chosen && !chosen.isEncrypted && (
				<p class="clear-warning" role={isAsking ? 'alert' : 'status'} dir="auto">
					{i18n.t('share.clearWarning', { name: chosen.name })}
				</p>
			)}
			<FailureNote error={task.error} />
			<button
				type="submit"
				class={`button ${isAsking ? 'danger' : 'primary'}`}
				disabled={!chosen || task.isBusy}
			>
				{i18n.t(isAsking ? 'composer.clearSend' : 'share.send')}
			</button>
		</form>
	);
}
