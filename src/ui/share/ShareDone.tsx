import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { useFocusOnShow } from '../controls/focus.ts';
import { Icon } from '../controls/Icon.tsx';
import { Check } from '../controls/icons.ts';
import type { SentShare } from './send-share.ts';

interface Props {
	/** Of the chats that it goes to. */
	names: readonly string[];
	sent: SentShare;
	onClose: () => void;
}

/** Says where the share went, and takes it back if that is still possible. */
export function ShareDone({ names, sent, onClose }: Props): JSX.Element {
	const name = names.length === 1 ? (names[0] ?? '') : i18n.t('targets.chats', names.length);
	const close = useFocusOnShow<HTMLButtonElement>();
	const state = useSignal<'shared' | 'undone' | 'tooLate'>('shared');
	// Closing the sheet is an end of second thoughts too.
	useEffect(() => () => void sent.release(), [sent]);
	const undo = async (): Promise<void> => {
		state.value = (await sent.undo()) ? 'undone' : 'tooLate';
	};
	// A window that is closing may take its last words with it: they come first.
	const end = (): void => void sent.release().then(onClose);
	return (
		<div class="share-done">
			<p role="status" dir="auto">
				{state.value === 'shared' && <Icon node={Check} size={20} />}
				{state.value === 'shared' && i18n.t('share.done', { name })}
				{state.value === 'undone' && i18n.t('share.undone')}
				{state.value === 'tooLate' && i18n.t('share.tooLate', { name })}
			</p>
			<div class="dialog-actions">
				{state.value === 'shared' && (
					<button type="button" class="button" onClick={() => void undo()}>
						{i18n.t('share.undo')}
					</button>
				)}
				<button type="button" class="button primary" ref={close} onClick={end}>
					{i18n.t('common.close')}
				</button>
			</div>
		</div>
	);
}
