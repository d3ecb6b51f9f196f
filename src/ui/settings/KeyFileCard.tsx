import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ExportKeysDialog } from './ExportKeysDialog.tsx';
import { ImportKeysDialog } from './ImportKeysDialog.tsx';

/** All keys of this device into a file, and those of a file into this device. */
export function KeyFileCard(): JSX.Element {
	const opened = useSignal<'export' | 'import' | undefined>(undefined);
	const close = (): void => {
		opened.value = undefined;
	};
	return (
		<section class="card" aria-labelledby="key-file">
			<h2 id="key-file">{i18n.t('backup.file')}</h2>
			<p>{i18n.t('backup.fileText')}</p>
			<div class="button-row">
				<button
					type="button"
					class="button"
					onClick={() => {
						opened.value = 'export';
					}}
				>
					{i18n.t('backup.export')}
				</button>
				<button
					type="button"
					class="button"
					onClick={() => {
						opened.value = 'import';
					}}
				>
					{i18n.t('backup.import')}
				</button>
			</div>
			{opened.value === 'export' && <ExportKeysDialog onClose={close} />}
			{opened.value === 'import' && <ImportKeysDialog onClose={close} />}
		</section>
	);
}
