import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AttachedFile } from '../../attachment/read-file.ts';
import { fileSize } from '../attach/file-size.ts';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Download, FileIcon } from '../controls/icons.ts';
import { saveFile } from '../welcome/save-file.ts';
import { locale } from '../words/language.ts';
import { FileTrouble } from './FileTrouble.tsx';
import { Progress } from './Progress.tsx';
import { useFile } from './use-file.ts';

interface Props {
	file: AttachedFile;
	messageKey: string;
	name: string;
}

/** A file of any other kind: it is never shown, only saved. */
export function FileRow({ file, messageKey, name }: Props): JSX.Element {
	const isWanted = useSignal(false);
	const { state, retry, release } = useFile(file, isWanted.value, messageKey);
	useEffect(() => {
		if (state.kind !== 'here') return;
		saveFile(name, state.blob);
		// A large one is not to stay in memory for as long as its message is shown.
		isWanted.value = false;
		release();
	}, [state.kind]);
	return (
		<div>
			<p class="file-row">
				<Icon node={FileIcon} />
				<span class="file-words">
					<bdi class="file-name">{name}</bdi>
					{file.size !== undefined && <span class="file-facts">{fileSize(file.size, locale)}</span>}
				</span>
				<IconButton
					icon={Download}
					label={i18n.t('attach.save', { name })}
					isDisabled={state.kind === 'coming'}
					onClick={() => {
						isWanted.value = true;
					}}
				/>
			</p>
			{state.kind === 'coming' && <Progress received={state.received} size={file.size} />}
			{state.kind === 'failed' && <FileTrouble code={state.code} onRetry={retry} />}
		</div>
	);
}
