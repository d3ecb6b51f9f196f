import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AttachedFile } from '../../attachment/read-file.ts';
import { fileSize } from '../attach/file-size.ts';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Download, Play } from '../controls/icons.ts';
import { saveFile } from '../welcome/save-file.ts';
import { locale } from '../words/language.ts';
import { Blur } from './Blur.tsx';
import { boxOf } from './box.ts';
import { FileTrouble } from './FileTrouble.tsx';
import { Progress } from './Progress.tsx';
import { useFile } from './use-file.ts';

interface Props {
	file: AttachedFile;
	messageKey: string;
	name: string;
}

/** A video or a sound: fetched when it is to be played. */
export function Clip({ file, messageKey, name }: Props): JSX.Element {
	const isWanted = useSignal(false);
	const { state, retry } = useFile(file, isWanted.value, messageKey);
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		// The button that was pressed has gone: its keys go on at what it has become.
		if (document.activeElement !== document.body) return;
		box.current?.querySelector<HTMLMediaElement>('video, audio')?.focus();
	}, [state.kind]);
	const { width, height } = boxOf(file);
	const style =
		file.kind === 'video' ? { inlineSize: `${width}px`, aspectRatio: `${width} / ${height}` } : undefined;
	return (
		<div ref={box} class={`clip ${file.kind}`}>
			{state.kind === 'failed' && <FileTrouble code={state.code} onRetry={retry} />}
			{state.kind === 'here' &&
				(file.kind === 'video' ? (
					// biome-ignore lint/a11y/useMediaCaption: nobody sends any along.
					<video src={state.address} style={style} controls autoplay aria-label={name} />
				) : (
					// biome-ignore lint/a11y/useMediaCaption: nobody sends any along.
					<audio src={state.address} controls autoplay aria-label={name} />
				))}
			{(state.kind === 'away' || state.kind === 'coming') && (
				<button
					type="button"
					class="clip-start"
					{...(style && { style })}
					disabled={state.kind === 'coming'}
					aria-label={i18n.t('attach.play', { name })}
					onClick={() => {
						isWanted.value = true;
					}}
				>
					{file.blurhash && <Blur hash={file.blurhash} />}
					<span class="clip-words">
						<Icon node={Play} />
						{[lengthOf(file.duration), file.size !== undefined && fileSize(file.size, locale)]
							.filter(Boolean)
							.join(' · ')}
					</span>
				</button>
			)}
			{state.kind === 'coming' && <Progress received={state.received} size={file.size} />}
			<p class="file-row">
				<bdi class="file-name">{name}</bdi>
				{state.kind === 'here' && (
					<IconButton
						icon={Download}
						label={i18n.t('attach.save', { name })}
						onClick={() => saveFile(name, state.blob)}
					/>
				)}
			</p>
		</div>
	);
}

/** As clocks write it, such as "1:05". */
function lengthOf(duration: number | undefined): string | undefined {
	if (duration === undefined) return undefined;
	const seconds = Math.round(duration / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
