import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Dialog } from '../controls/Dialog.tsx';

/** Asks before the first message without encryption. */
export function ClearTextDialog({
	onSend,
	onClose,
}: {
	onSend: () => void;
	onClose: () => void;
}): JSX.Element {
	return (
		<Dialog title={i18n.t('composer.clearTitle')} kind="question" onClose={onClose}>
			<p>{i18n.t('composer.clearText')}</p>
			<div class="dialog-actions">
				<button type="button" class="button" data-autofocus onClick={onClose}>
					{i18n.t('common.cancel')}
				</button>
				<button type="button" class="button danger" onClick={onSend}>
					{i18n.t('composer.clearSend')}
				</button>
			</div>
		</Dialog>
	);
}
