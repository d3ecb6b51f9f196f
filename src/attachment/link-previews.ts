import type { Content } from '../store/event-rows.ts';

/** MSC4095 until it is in the specification; `m.url_previews` then. */
export const previewsKey = 'com.beeper.linkpreviews';

/** Stands in a preview in place of the picture's address, in rooms with encryption. MSC4095. */
export const pictureFileKey = 'beeper:image:encryption';

/** A message of our own with each of its previews changed. */
export function mapPreviews(content: Content, change: (preview: Content) => Content): Content {
	const previews = content[previewsKey];
	if (!Array.isArray(previews)) return content;
	return { ...content, [previewsKey]: previews.map((one: Content) => change(one)) };
}

/** A message whose previews have no picture, nor anything that was said of it. */
export function withoutPicture(content: Content): Content {
	return mapPreviews(content, (preview) =>
		Object.fromEntries(Object.entries(preview).filter(([name]) => !/^(og|beeper|matrix):image\b/.test(name))),
	);
}
