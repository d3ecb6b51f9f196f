import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { log } from '../../log.ts';
import { ask } from '../../rpc/ask.ts';
import { isProblem } from './camera.ts';
import { lookForCode, type Sight } from './look-for-code.ts';

/** The camera's picture, and in words what comes of it. The camera is closed when this leaves the page. */
export function Viewfinder({ id }: { id: string }): JSX.Element {
	const video = useRef<HTMLVideoElement>(null);
	const sight = useSignal<Sight>('asking');
	const tries = useSignal(0);
	useEffect(() => {
		const element = video.current;
		if (!element) return undefined;
		const leaving = new AbortController();
		const show = (next: Sight): void => {
			if (!leaving.signal.aborted) sight.value = next;
		};
		const take = async (code: string) => (await ask('verification.scan', { id, code })).scanned;
		lookForCode(element, leaving.signal, show, take).catch((error: unknown) => {
			log.warn('the camera could not be looked through', error);
			show('failed');
		});
		return () => leaving.abort();
	}, [id, tries.value, sight]);
	// Its place is kept while the browser asks, so that nothing below moves from under the pointer.
	const hasPicture = !isProblem(sight.value);
	return (
		<div class="viewfinder">
			<div class="viewfinder-picture" hidden={!hasPicture}>
				<video ref={video} aria-label={i18n.t('scan.picture')} muted playsInline />
			</div>
			<p class="viewfinder-sight" role="status">
				{i18n.t(`scan.sight.${sight.value}`)}
			</p>
			{isProblem(sight.value) && (
				<button
					type="button"
					class="button"
					onClick={() => {
						tries.value += 1;
					}}
				>
					{i18n.t('scan.again')}
				</button>
			)}
			{hasPicture && <p class="hint">{i18n.t('scan.private')}</p>}
		</div>
	);
}
