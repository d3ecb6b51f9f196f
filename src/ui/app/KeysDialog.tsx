import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Dialog } from '../controls/Dialog.tsx';

/** The keys that work everywhere, shown by "?". */
export function KeysDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const keys: [string[], string][] = [
		[[i18n.t('keys.anyLetter')], i18n.t('keys.search')],
		[['↑', '↓'], i18n.t('keys.move')],
		[['Enter'], i18n.t('keys.open')],
		[['Esc'], i18n.t('keys.back')],
		[['Enter'], i18n.t('keys.send')],
		[['Shift', 'Enter'], i18n.t('keys.newLine')],
		[['?'], i18n.t('keys.help')],
	];
	return (
		<Dialog title={i18n.t('keys.title')} kind="question" onClose={onClose}>
			<dl class="keys">
				{keys.map(([names, does]) => (
					<div key={does}>
						<dt>
							{names.map((name) => (
								<kbd key={name}>{name}</kbd>
							))}
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
		</Dialog>
	);
}
