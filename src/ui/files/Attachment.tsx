import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { safeFileName } from '../../attachment/file-name.ts';
import type { AttachedFile } from '../../attachment/read-file.ts';
import { PlainText } from '../message/PlainText.tsx';
import { Clip } from './Clip.tsx';
import { FileRow } from './FileRow.tsx';
import { Picture } from './Picture.tsx';

interface Props {
	file: AttachedFile;
	/** The message's key in the timeline. */
	messageKey: string;
	/** As the sender calls it. */
	name: string;
	caption: string;
}

/** The file of a message, and what was written with it. */
export function Attachment({ file, messageKey, name: given, caption }: Props): JSX.Element {
	const name = safeFileName(given, i18n.t('message.unnamed'));
	return (
		<div class="attachment-box">
			{file.kind === 'image' && (
				<Picture file={file} messageKey={messageKey} name={name} alt={caption || name} />
			)}
			{(file.kind === 'video' || file.kind === 'audio') && (
				<Clip file={file} messageKey={messageKey} name={name} />
			)}
			{file.kind === 'file' && <FileRow file={file} messageKey={messageKey} name={name} />}
			{caption && (
				<div class="message-text" dir="auto">
					<PlainText text={caption} />
				</div>
			)}
		</div>
	);
}
