import type { Content } from '../store/event-rows.ts';
import { mapPreviews, pictureFileKey } from './link-previews.ts';

/**
 * A message as a room without encryption has it: the addresses of its files instead of files and their keys.
 * Client-server API §m.image and its like; MSC4095.
 */
export function clearContent(content: Content): Content {
	const { file, ...rest } = mapPreviews(content, clearPreview);
	const info = asObject(rest.info);
	const { thumbnail_file: thumbnail, ...facts } = info ?? {};
	const [url, thumbnailUrl] = [asObject(file)?.url, asObject(thumbnail)?.url];
	return {
		...rest,
		...(url !== undefined && { url }),
		...(info && { info: { ...facts, ...(thumbnailUrl !== undefined && { thumbnail_url: thumbnailUrl }) } }),
	};
}

function clearPreview({ [pictureFileKey]: picture, ...preview }: Content): Content {
	const url = asObject(picture)?.url;
	return { ...preview, ...(url !== undefined && { 'og:image': url }) };
}

function asObject(value: unknown): Content | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Content)
		: undefined;
}
