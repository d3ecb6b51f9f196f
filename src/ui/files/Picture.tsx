import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AttachedFile, RemoteFile } from '../../attachment/read-file.ts';
import { Icon } from '../controls/Icon.tsx';
import { ImageIcon } from '../controls/icons.ts';
import { useSeen } from '../room/visible.ts';
import { ViewerContext } from '../viewer/context.ts';
import { Blur } from './Blur.tsx';
import { boxOf } from './box.ts';
import { FileRow } from './FileRow.tsx';
import { FileTrouble } from './FileTrouble.tsx';
import { useFile } from './use-file.ts';

/** A picture that its sender says is no larger is fetched as it comes into view. */
const mostUnaskedBytes = 3 * 1024 * 1024;

interface Props {
	file: AttachedFile;
	/** The message's key in the timeline. */
	messageKey: string;
	name: string;
	/** What it shows, for those who cannot see it. */
	alt: string;
}

/** A picture in a message: its blur, then its small form; a click opens it in the viewer. */
export function Picture({ file, messageKey, name, alt }: Props): JSX.Element {
	const view = useContext(ViewerContext);
	const box = useRef<HTMLDivElement>(null);
	const isSeen = useSignal(false);
	useSeen(box, () => (isSeen.value = true));
	const small = smallForm(file);
	const { state, retry } = useFile(small, isSeen.value, messageKey);
	const { width, height } = boxOf(file);
	// It is not what its message calls it.
	const isNone = useSignal(false);
	if (isNone.value) return <FileRow file={{ ...file, kind: 'file' }} messageKey={messageKey} name={name} />;
	return (
		<div ref={box} class="picture-box">
			{state.kind === 'failed' ? (
				<FileTrouble code={state.code} onRetry={retry} />
			) : (
				<button
					type="button"
					class="picture"
					style={{ inlineSize: `${width}px`, aspectRatio: `${width} / ${height}` }}
					aria-label={i18n.t('attach.open', { name: alt })}
					onClick={() => view(messageKey)}
				>
					{file.blurhash && <Blur hash={file.blurhash} />}
					{state.kind === 'here' ? (
						<img
							src={state.address}
							alt={alt}
							width={width}
							height={height}
							decoding="async"
							onError={() => {
								isNone.value = true;
							}}
						/>
					) : (
						!file.blurhash && <Icon node={ImageIcon} />
					)}
				</button>
			)}
		</div>
	);
}

/** What is fetched without being asked for: the thumbnail, or a picture that is small itself. */
function smallForm(file: AttachedFile): RemoteFile | undefined {
	const isSmall = ({ url, size }: RemoteFile): boolean =>
		url.startsWith('upload:') || (size !== undefined && size <= mostUnaskedBytes);
	return [file.thumbnail, file].find((one) => one && isSmall(one));
}
