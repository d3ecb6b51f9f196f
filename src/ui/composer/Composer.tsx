import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Failure } from '../../failure.ts';
import { log } from '../../log.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { useAccount } from '../account/context.ts';
import { useLazy } from '../app/lazy.ts';
import { AttachButton } from '../attach/AttachButton.tsx';
import { filesOf } from '../attach/drop.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { SendHorizontal, Share2 } from '../controls/icons.ts';
import { asRead, useLive } from '../live/live.ts';
import type { WrittenMessage } from '../room/timeline-item.ts';
import { roomName } from '../rooms/room-item.ts';
import { acceptClearText, isClearTextAccepted } from './clear-text.ts';
import { Draft } from './drafts.ts';
import { givenBack } from './given-back.ts';
import { usePrepare } from './prepare.ts';
import { readSendSettings, sendText, writeText } from './send.ts';

interface Props {
	room: RoomRow;
	onShare: () => void;
	/** Files were chosen or pasted. */
	onFiles: (files: File[]) => void;
	/** A message was sent: it can be shown, but is not durable yet. */
	onWrite: (message: WrittenMessage) => void;
	/** It could not be made durable, and its text is back in the field. */
	onLost: (message: WrittenMessage) => void;
}

/** Where a message is written: Enter sends, Shift and Enter break the line, what is typed is kept. */
export function Composer({ room, onShare, onFiles, onWrite, onLost }: Props): JSX.Element {
	const account = useAccount();
	const draft = useMemo(() => new Draft(account, room.roomId), [account, room.roomId]);
	const text = useSignal('');
	const isAsking = useSignal(false);
	const field = useRef<HTMLTextAreaElement>(null);
	const { value: settings } = useLive(() => readSendSettings(account.db), [account.db], asRead);
	const prepare = usePrepare(room);
	const failure = useSignal<unknown>(undefined);
	const unkept = failure.value ?? draft.failure.value;
	/** Messages become durable one after the other, in the order in which they were sent. */
	const sending = useRef(Promise.resolve());
	const Question = useLazy(
		isAsking.value,
		async () => (await import('./ClearTextDialog.tsx')).ClearTextDialog,
	);
	const label = i18n.t('composer.label', { name: roomName(room) });

	// With the first paint: what is typed right after a chat was opened is meant for it.
	useLayoutEffect(() => field.current?.focus(), [draft]);
	useEffect(() => {
		void draft.read().then((kept) => {
			text.value ||= kept;
		});
	}, [draft, text]);
	useSignalEffect(() => {
		const given = givenBack.value;
		if (given?.roomId !== room.roomId) return;
		givenBack.value = undefined;
		text.value = [given.text, text.peek()].filter(Boolean).join('\n');
		draft.keep(text.peek());
		field.current?.focus();
	});
	// The height follows the text.
	useLayoutEffect(() => fitHeight(field.current), [text.value]);

	const send = (isAccepted: boolean): void => {
		const body = text.value.trim();
		if (!body) return;
		if (!isAccepted) {
			isAsking.value = true;
			return;
		}
		// What is typed from here on is the next message.
		text.value = '';
		const message = writeText(body);
		onWrite(message);
		sending.current = sending.current.then(async () => {
			try {
				await sendText(account, room, message, draft, settings);
				failure.value = undefined;
			} catch (error) {
				log.error('the message was not kept', error);
				failure.value = error;
				onLost(message);
				text.value = [body, text.value].filter(Boolean).join('\n');
			}
			// The draft has ended with the message; what was typed meanwhile begins a new one.
			if (text.value) draft.keep(text.value);
		});
		field.current?.focus();
	};
	const sendOrAsk = (): void => send(room.isEncrypted || isClearTextAccepted(room));

	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				sendOrAsk();
			}}
		>
			{unkept !== undefined && <p role="alert">{unkeptText(unkept)}</p>}
			<IconButton icon={Share2} label={i18n.t('composer.share')} onClick={onShare} />
			<AttachButton roomId={room.roomId} onFiles={onFiles} />
			<textarea
				ref={field}
				rows={1}
				value={text.value}
				aria-label={label}
				placeholder={label}
				maxLength={30_000}
				dir="auto"
				onInput={(event) => {
					text.value = event.currentTarget.value;
					draft.keep(text.value);
					prepare();
				}}
				onPaste={(event) => {
					const files = filesOf(event.clipboardData);
					// A text may bring a picture of itself along.
					if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
					event.preventDefault();
					onFiles(files);
				}}
				onKeyDown={(event) => {
					// 229: the key that ends a composition, in browsers that report it as one key more.
					if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
					event.preventDefault();
					sendOrAsk();
				}}
			/>
			<IconButton
				icon={SendHorizontal}
				label={i18n.t('composer.send')}
				kind="primary"
				type="submit"
				isPointing
				isDisabled={text.value.trim() === ''}
			/>
			{isAsking.value && Question && (
				<Question
					onClose={() => {
						isAsking.value = false;
					}}
					onSend={() => {
						isAsking.value = false;
						acceptClearText(room.roomId);
						send(true);
					}}
				/>
			)}
		</form>
	);
}

/** Why what was written is not in the store. */
function unkeptText(error: unknown): string {
	const isFull = error instanceof Failure && error.code === 'diskFull';
	return i18n.t(isFull ? 'composer.full' : 'composer.failed');
}

function fitHeight(field: HTMLTextAreaElement | null): void {
	if (!field) return;
	field.style.height = 'auto';
	field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
