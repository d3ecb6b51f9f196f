import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { Capture } from '../../share/capture.ts';
import type { TextDraft } from '../../share/text-draft.ts';
import { noteToSelfId } from '../../store/note-to-self.ts';
import { useAccount } from '../account/context.ts';
import { acceptClearText, isClearTextAccepted } from '../composer/clear-text.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { useSource } from '../sources/use-source.tsx';
import { usePicking } from './picking.ts';
import { RoomPicker } from './RoomPicker.tsx';
import { type SentShare, sendShare } from './send-share.ts';
import { type ShareTarget, shareTargets } from './share-rooms.ts';
import { useShareRows } from './share-rows.ts';

interface Props {
	/** What is shared: a page, or what was typed elsewhere. */
	share: Capture | TextDraft;
	/** The chat that is chosen at first; null for the likeliest. */
	roomId: string | null;
	onSent: (names: string[], sent: SentShare) => void;
}

/** The comment, the card and the room; the likeliest room is chosen already, so that Enter sends. */
export function ShareForm({ share, roomId, onSent }: Props): JSX.Element {
	const account = useAccount();
	const page = 'page' in share ? share.page : undefined;
	const comment = useSignal(('text' in share ? share.text : share.comment) ?? '');
	const { source, sendable, part } = useSource(share, comment);
	const query = useSignal('');
	const { targets: rows, others } = useShareRows(account, page?.url, roomId ?? undefined, query.value);
	const wanted = { query: query.value, ownUserId: account.userId, noteName: i18n.t('targets.note'), others };
	const targets = rows && shareTargets(rows, wanted);
	const picking = usePicking(
		targets,
		roomId !== null && roomId === rows?.noteId ? noteToSelfId : (roomId ?? undefined),
	);
	const task = useTask();
	const asked = useSignal('');
	const clear = picking.meant.filter(({ isEncrypted }) => !isEncrypted);
	const unaccepted = clear.filter((target) => !isClearTextAccepted({ ...target, roomId: target.id }));
	const isAsking = unaccepted.length > 0 && asked.value === idsOf(unaccepted);
	const canSend = picking.meant.length > 0 && sendable !== undefined;
	const send = (): void => {
		const { meant } = picking;
		if (!canSend || !sendable) return;
		if (unaccepted.length > 0) {
			// The first try asks; only the second one sends without encryption.
			if (!isAsking) {
				asked.value = idsOf(unaccepted);
				return;
			}
			for (const { id } of unaccepted) acceptClearText(id);
		}
		const names = meant.map(({ name }) => name);
		void task.run(async () =>
			onSent(names, await sendShare(account, meant, sendable, comment.value, page?.url)),
		);
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
			{source}
			{part && <div class="share-part">{part}</div>}
			{targets && (
				<RoomPicker
					targets={targets}
					current={picking.current}
					picked={picking.picked}
					query={query.value}
					onQuery={(text) => {
						query.value = text;
						picking.begin();
					}}
					onChoose={picking.choose}
					onToggle={(target) => {
						picking.toggle(target);
						query.value = '';
					}}
				/>
			)}
			{clear.map(({ id, name }) => (
				<p key={id} class="clear-warning" role={isAsking ? 'alert' : 'status'} dir="auto">
					{i18n.t('share.clearWarning', { name })}
				</p>
			))}
			<FailureNote error={task.error} />
			<button
				type="submit"
				class={`button ${isAsking ? 'danger' : 'primary'}`}
				disabled={!canSend || task.isBusy}
			>
				{sendText(isAsking, picking.meant.length)}
			</button>
		</form>
	);
}

function idsOf(targets: readonly ShareTarget[]): string {
	return targets.map(({ id }) => id).join(' ');
}

function sendText(isAsking: boolean, count: number): string {
	if (isAsking) return i18n.t('composer.clearSend');
	return count > 1 ? i18n.t('targets.sendTo', count) : i18n.t('share.send');
}
