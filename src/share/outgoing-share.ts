import { previewPart } from '../attachment/addresses.ts';
import type { OutgoingWithFiles } from '../attachment/enqueue.ts';
import { previewsKey } from '../attachment/link-previews.ts';
import type { Content } from '../store/event-rows.ts';
import { formatShare } from './format.ts';
import type { SharedPage } from './page.ts';
import { pictureBlob, type SharedPicture } from './picture.ts';

/** A page as it is shared, and the picture of its preview. */
export interface SharedCapture {
	page: SharedPage;
	picture?: SharedPicture | undefined;
}

/** A share as `enqueueWithFiles` takes it. */
export type OutgoingShare = Pick<OutgoingWithFiles, 'type' | 'files' | 'content'>;

/** A message with addresses in it of which nobody is to see a preview. */
export function linkingShare(content: Content): OutgoingShare {
	return { type: 'm.room.message', files: {}, content: () => ({ ...content, [previewsKey]: [] }) };
}

/** A page with a comment, or a text alone, as it leaves. */
export function outgoingShare(shared: SharedCapture | { text: string }, comment: string): OutgoingShare {
	const type = 'm.room.message';
	if (!('page' in shared)) {
		return { type, files: {}, content: () => ({ msgtype: 'm.text', body: shared.text }) };
	}
	const { page, picture } = shared;
	const blob = page.preview && picture && pictureBlob(picture);
	if (!blob) return { type, files: {}, content: () => formatShare(page, comment) };
	return {
		type,
		files: { [previewPart]: blob },
		content: ({ [previewPart]: file }) =>
			formatShare(page, comment, file && { ...picture, size: blob.size, file }),
	};
}
