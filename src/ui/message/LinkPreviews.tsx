import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { pageHost } from '../../share/page.ts';
import { useFile } from '../files/use-file.ts';
import { useSeen } from '../room/visible.ts';
import type { LinkPreview, PreviewPicture } from './link-preview.ts';
import { PreviewCard } from './PreviewCard.tsx';

interface Props {
	previews: readonly LinkPreview[];
	/** The message's key in the timeline. */
	messageKey: string;
}

/** The previews of a message's links, as their sender put them in: nothing of them comes from the pages. */
export function LinkPreviews({ previews, messageKey }: Props): JSX.Element {
	return (
		<>
			{previews.map(({ url, picture, ...said }) => (
				<a
					key={url}
					class="link-preview-link"
					href={url}
					title={url}
					target="_blank"
					rel="noopener noreferrer"
				>
					<PreviewCard {...said} host={pageHost(url)}>
						{picture && <SentPicture picture={picture} messageKey={messageKey} />}
					</PreviewCard>
				</a>
			))}
		</>
	);
}

/** One that cannot be had, or is none, leaves nothing. */
function SentPicture({
	picture,
	messageKey,
}: {
	picture: PreviewPicture;
	messageKey: string;
}): JSX.Element | null {
	const box = useRef<HTMLSpanElement>(null);
	const isSeen = useSignal(false);
	const isNone = useSignal(false);
	useSeen(box, () => (isSeen.value = true));
	const { state } = useFile(picture, isSeen.value, messageKey);
	if (isNone.value || state.kind === 'failed') return null;
	return (
		<span ref={box} class="link-preview-picture">
			{state.kind === 'here' && (
				<img
					src={state.address}
					alt={picture.alt}
					decoding="async"
					onError={() => {
						isNone.value = true;
					}}
				/>
			)}
		</span>
	);
}
