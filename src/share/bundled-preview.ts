import { pictureFileKey, previewsKey } from '../attachment/link-previews.ts';
import type { Content } from '../store/event-rows.ts';
import { isWebAddress } from './page.ts';
import type { PagePreview } from './page-preview.ts';

/** A preview's picture, as it stands in an event. */
export interface PlacedPicture {
	/** `EncryptedFile`. */
	file: object;
	type: string;
	/** In bytes. */
	size: number;
	/** In pixels. */
	width: number;
	height: number;
	alt: string;
}

/**
 * The part of an event that carries the preview of a link in it. Where there is none it says so, so that nobody
 * asks their homeserver for one, which would tell it the address. MSC4095 §Receiving messages.
 * @param url as it stands in the body
 */
export function bundledPreview(
	url: string,
	preview: PagePreview | undefined,
	picture?: PlacedPicture,
): Content {
	if (!preview || !isWebAddress(url)) return { [previewsKey]: [] };
	const { title, siteName, description } = preview;
	return {
		[previewsKey]: [
			{
				matched_url: url,
				'og:url': url,
				...(title && { 'og:title': title }),
				...(siteName && { 'og:site_name': siteName }),
				...(description && { 'og:description': description }),
				...(picture && pictureFields(picture)),
			},
		],
	};
}

function pictureFields({ file, type, size, width, height, alt }: PlacedPicture): Content {
	return {
		[pictureFileKey]: file,
		'og:image:type': type,
		'og:image:width': width,
		'og:image:height': height,
		'matrix:image:size': size,
		...(alt && { 'og:image:alt': alt }),
	};
}
