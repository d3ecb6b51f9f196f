import { type Signal, useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { IconButton } from '../controls/IconButton.tsx';
import { ZoomIn, ZoomOut } from '../controls/icons.ts';
import { Segments } from '../controls/Segments.tsx';
import { drawPixels } from './canvas.ts';
import {
	common,
	type Edit,
	edited,
	firstRect,
	isArrow,
	isLargeEnough,
	leftOf,
	nudged,
	type Pixels,
	type Rect,
	span,
} from './edits.ts';

interface Props {
	pixels: Pixels;
	edits: Signal<readonly Edit[]>;
	/** Shows the picture as it will be sent. */
	canvas: RefObject<HTMLCanvasElement | null>;
}

/** Works on a picture by the pointer, or by arrow keys and Enter. */
export function PictureEditor({ pixels, edits, canvas }: Props): JSX.Element {
	const tool = useSignal<Edit['kind']>('hide');
	const isLarge = useSignal(false);
	/** What is being drawn, and where that began. */
	const draft = useSignal<Rect | undefined>(undefined);
	const start = useRef<{ x: number; y: number } | undefined>(undefined);
	const paper = useRef<HTMLDivElement>(null);
	const hintId = useId();
	const left = leftOf(pixels, edits.value);
	const hiddenCount = edits.value.filter(({ kind }) => kind === 'hide').length;
	useLayoutEffect(() => {
		if (canvas.current) drawPixels(canvas.current, edited(pixels, edits.value));
	}, [pixels, edits.value]);
	const placeOf = ({ clientX, clientY }: PointerEvent): { x: number; y: number } => {
		const box = canvas.current?.getBoundingClientRect() ?? new DOMRect();
		return {
			x: left.x + ((clientX - box.x) * left.width) / box.width,
			y: left.y + ((clientY - box.y) * left.height) / box.height,
		};
	};
	const apply = (): void => {
		const rect = draft.value && common(left, draft.value);
		if (rect && isLargeEnough(rect)) edits.value = [...edits.value, { kind: tool.value, rect }];
		draft.value = undefined;
		start.current = undefined;
	};
	const goBack = (to: number): void => {
		draft.value = undefined;
		edits.value = edits.value.slice(0, to);
		// The button goes with the last step.
		if (edits.value.length === 0) paper.current?.focus();
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		const { key, shiftKey, ctrlKey, metaKey } = event;
		if (isArrow(key)) draft.value = draft.value ? nudged(draft.value, key, shiftKey, left) : firstRect(left);
		else if (key === 'Enter') apply();
		else if (key === 'Escape' && draft.value) draft.value = undefined;
		else if (key === 'z' && (ctrlKey || metaKey)) goBack(-1);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		<>
			<div class="button-row">
				<Segments<Edit['kind']>
					legend={i18n.t('sources.tool')}
					name="tool"
					words={[
						['hide', i18n.t('sources.hide')],
						['crop', i18n.t('sources.crop')],
					]}
					chosen={tool.value}
					onChoose={(next) => {
						tool.value = next;
					}}
				/>
				<IconButton
					icon={isLarge.value ? ZoomOut : ZoomIn}
					label={i18n.t(isLarge.value ? 'attach.smaller' : 'attach.larger')}
					onClick={() => {
						isLarge.value = !isLarge.value;
					}}
				/>
			</div>
			<div class="editor">
				<div
					ref={paper}
					class="editor-paper"
					role="application"
					aria-label={i18n.t('sources.editor')}
					aria-describedby={hintId}
					// biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys.
					tabIndex={0}
					style={{ inlineSize: isLarge.value ? `${left.width / devicePixelRatio}px` : '100%' }}
					onKeyDown={onKeyDown}
					// A frame that was left in place is meant.
					onBlur={() => !start.current && apply()}
					onPointerDown={(event) => {
						event.currentTarget.setPointerCapture(event.pointerId);
						start.current = placeOf(event);
						draft.value = undefined;
					}}
					onPointerMove={(event) => {
						if (start.current) draft.value = common(left, span(start.current, placeOf(event)));
					}}
					onPointerUp={() => start.current && apply()}
					onPointerCancel={() => {
						start.current = undefined;
						draft.value = undefined;
					}}
				>
					<canvas ref={canvas} aria-label={i18n.t('sources.picture')} />
					{draft.value && <div class={`editor-draft ${tool.value}`} style={placeWithin(draft.value, left)} />}
				</div>
			</div>
			<p class={edits.value.length > 0 ? 'for-readers' : 'hint'} id={hintId}>
				{i18n.t('sources.editorHint')}
			</p>
			<div class="button-row editor-steps">
				<p class="hint" role="status">
					{edits.value.length > 0 && i18n.t('sources.hidden', hiddenCount)}
				</p>
				{edits.value.length > 0 && (
					<>
						<button type="button" class="button small" onClick={() => goBack(-1)}>
							{i18n.t('sources.undo')}
						</button>
						<button type="button" class="button small" onClick={() => goBack(0)}>
							{i18n.t('sources.startOver')}
						</button>
					</>
				)}
			</div>
		</>
	);
}

function placeWithin(rect: Rect, whole: Rect): Record<'left' | 'top' | 'width' | 'height', string> {
	const percent = (part: number, of: number): string => `${(100 * part) / of}%`;
	return {
		left: percent(rect.x - whole.x, whole.width),
		top: percent(rect.y - whole.y, whole.height),
		width: percent(rect.width, whole.width),
		height: percent(rect.height, whole.height),
	};
}
