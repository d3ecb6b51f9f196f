import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { safeFileName } from '../../attachment/file-name.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from '../controls/icons.ts';
import { useModal } from '../controls/modal.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { FileTrouble } from '../files/FileTrouble.tsx';
import { useFile } from '../files/use-file.ts';
import { saveFile } from '../welcome/save-file.ts';
import type { ShownPicture } from './pictures.ts';
import { zoomed } from './zoom.ts';

interface Props {
	pictures: readonly ShownPicture[];
	/** The picture that is looked at. */
	at: string;
	onMove: (key: string) => void;
	onClose: () => void;
}

/** A picture over the whole window: larger, smaller, the one before and the one after. */
export function Viewer({ pictures, at, onMove, onClose }: Props): JSX.Element | null {
	const dialog = useModal();
	const index = pictures.findIndex(({ key }) => key === at);
	const picture = pictures[index];
	const stage = useRef<HTMLDivElement>(null);
	const zoom = useSignal(1);
	useEffect(() => {
		zoom.value = 1;
	}, [at, zoom]);
	// What was in the middle stays there.
	useLayoutEffect(() => {
		const { scrollWidth = 0, clientWidth = 0, scrollHeight = 0, clientHeight = 0 } = stage.current ?? {};
		stage.current?.scrollTo((scrollWidth - clientWidth) / 2, (scrollHeight - clientHeight) / 2);
	}, [zoom.value]);
	// It was deleted meanwhile.
	useEffect(() => {
		if (!picture) onClose();
	}, [picture === undefined]);
	const { state, retry } = useFile(picture?.file, true, at);
	if (!picture) return null;
	const name = safeFileName(picture.name, i18n.t('message.unnamed'));
	const move = (by: number): void => {
		const next = pictures[index + by];
		if (next) onMove(next.key);
	};
	const larger = (direction: 1 | -1): void => {
		zoom.value = zoomed(zoom.value, direction);
	};
	const keys: Record<string, () => void> = {
		ArrowLeft: () => move(isRightToLeft() ? 1 : -1),
		ArrowRight: () => move(isRightToLeft() ? -1 : 1),
		'+': () => larger(1),
		'-': () => larger(-1),
		'0': () => (zoom.value = 1),
		Escape: onClose,
	};
	return (
		<dialog
			ref={dialog}
			class="viewer"
			tabIndex={-1}
			aria-label={i18n.t('attach.viewer')}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onKeyDown={(event) => {
				event.stopPropagation();
				const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
				// Scrolled by the arrows, a picture that is larger than the window stays where it is.
				if (!act || (zoom.value > 1 && event.key.startsWith('Arrow'))) return;
				event.preventDefault();
				act();
			}}
		>
			<header class="viewer-header">
				<p class="viewer-name" role="status">
					<bdi>{name}</bdi>{' '}
					<span>{i18n.t('attach.place', { place: index + 1, count: pictures.length })}</span>
				</p>
				<IconButton
					icon={ZoomOut}
					label={i18n.t('attach.smaller')}
					isDisabled={zoom.value === 1}
					onClick={() => larger(-1)}
				/>
				<IconButton icon={ZoomIn} label={i18n.t('attach.larger')} onClick={() => larger(1)} />
				<IconButton
					icon={Download}
					label={i18n.t('attach.save', { name })}
					isDisabled={state.kind !== 'here'}
					onClick={() => state.kind === 'here' && saveFile(name, state.blob)}
				/>
				<IconButton icon={X} label={i18n.t('common.close')} onClick={onClose} />
			</header>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
			<div ref={stage} class="viewer-stage" tabIndex={0}>
				{state.kind === 'failed' && <FileTrouble code={state.code} onRetry={retry} />}
				{(state.kind === 'coming' || state.kind === 'away') && <Spinner label={i18n.t('attach.coming')} />}
				{state.kind === 'here' && (
					<img
						key={at}
						src={state.address}
						alt={picture.caption || name}
						class={zoom.value === 1 ? 'whole' : ''}
						style={{ inlineSize: `${zoom.value * 100}%`, blockSize: `${zoom.value * 100}%` }}
						onDblClick={() => {
							zoom.value = zoom.value > 1 ? 1 : 2;
						}}
					/>
				)}
			</div>
			<footer class="viewer-footer">
				<IconButton
					icon={ChevronLeft}
					label={i18n.t('attach.previous')}
					isPointing
					isDisabled={index === 0}
					onClick={() => move(-1)}
				/>
				{picture.caption && <p dir="auto">{picture.caption}</p>}
				<IconButton
					icon={ChevronRight}
					label={i18n.t('attach.next')}
					isPointing
					isDisabled={index === pictures.length - 1}
					onClick={() => move(1)}
				/>
			</footer>
		</dialog>
	);
}

function isRightToLeft(): boolean {
	return document.documentElement.dir === 'rtl';
}
