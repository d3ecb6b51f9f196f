import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { safeFileName } from '../../attachment/file-name.ts';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { FileIcon, X } from '../controls/icons.ts';
import { failureText } from '../words/failure-text.ts';
import { locale } from '../words/language.ts';
import type { ChosenFile } from './chosen-files.ts';
import { fileSize } from './file-size.ts';

interface Props {
	file: ChosenFile;
	/** The largest size that may be sent, in bytes. */
	limit: number;
	onRemove: () => void;
}

/** One file in the tray: what it is, and what stands against sending it. */
export function FileLine({ file, limit, onRemove }: Props): JSX.Element {
	const { source, isTooLarge, prepared, error, preview } = file;
	const name = safeFileName(source.name, i18n.t('message.unnamed'));
	return (
		<li class="file-line">
			{preview ? (
				<img class="file-preview" src={preview} alt={i18n.t('attach.preview', { name })} />
			) : (
				<span class="file-preview">
					<Icon node={FileIcon} />
				</span>
			)}
			<span class="file-words">
				<bdi class="file-name">{name}</bdi>
				<span class="file-facts">
					{fileSize(prepared?.file.size ?? source.size, locale)}
					{!prepared && !isTooLarge && error === undefined && ` · ${i18n.t('attach.preparing')}`}
				</span>
				{isTooLarge && (
					<span class="file-problem" role="alert">
						{i18n.t('attach.tooLarge', { limit: fileSize(limit, locale) })}
					</span>
				)}
				{error !== undefined && (
					<span class="file-problem" role="alert">
						{failureText(error).text}
					</span>
				)}
				{prepared?.isTelling && <span class="file-telling">{i18n.t('attach.telling')}</span>}
			</span>
			<IconButton icon={X} label={i18n.t('attach.remove', { name })} onClick={onRemove} />
		</li>
	);
}
