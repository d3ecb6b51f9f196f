import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { type Extent, takePicture } from '../../share/take-picture.ts';
import { prepareFile } from '../attach/prepare.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Segments } from '../controls/Segments.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { canvasFile, pixelsOf } from './canvas.ts';
import type { Edit, Pixels } from './edits.ts';
import { PictureEditor } from './PictureEditor.tsx';
import type { SourceProps } from './source.ts';

interface Taken {
	pixels?: Pixels;
	isCut?: boolean;
	error?: unknown;
}

/** A picture of the tab, of which parts can be cut away and blacked out before it is sent. */
export function PictureSource({ tabId, onChange }: SourceProps): JSX.Element {
	const extent = useSignal<Extent>('visible');
	const taken = useSignal<Taken>({});
	const edits = useSignal<readonly Edit[]>([]);
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const wanted = extent.value;
		let isOver = false;
		const take = async (): Promise<Taken> => {
			const { png, isCut } = await takePicture(tabId, wanted);
			return { pixels: await pixelsOf(png), isCut };
		};
		take()
			.catch((error: unknown): Taken => ({ error }))
			.then((result) => {
				// Something else may be chosen by now.
				if (isOver || extent.peek() !== wanted) return;
				taken.value = result;
				// What is sent is what is drawn, to the pixel.
				if (result.pixels) {
					onChange({ file: async () => prepareFile(await canvasFile(canvas.current), false) });
				}
			});
		return () => {
			isOver = true;
		};
	}, [tabId, extent.value]);
	const choose = (next: Extent): void => {
		onChange(undefined);
		taken.value = {};
		edits.value = [];
		extent.value = next;
	};
	const { pixels, isCut, error } = taken.value;
	return (
		<section class="source" aria-label={i18n.t('share.card')}>
			<Segments<Extent>
				legend={i18n.t('sources.extent')}
				name="extent"
				words={[
					['visible', i18n.t('sources.visible')],
					['whole', i18n.t('sources.whole')],
				]}
				chosen={extent.value}
				onChoose={choose}
			/>
			{!pixels && error === undefined && <Spinner label={i18n.t('sources.takingPicture')} />}
			<FailureNote error={error} />
			{pixels && <PictureEditor pixels={pixels} edits={edits} canvas={canvas} />}
			{isCut && <p class="hint">{i18n.t('sources.pictureCut')}</p>}
		</section>
	);
}
