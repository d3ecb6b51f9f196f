import type { Content } from '../store/event-rows.ts';
import { kindOf } from './kinds.ts';

/** What a message tells of its file. */
export interface FileFacts {
	name: string;
	/** MIME type; empty when nobody knows. */
	type: string;
	/** What the person wrote with it. */
	caption?: string;
	/** Of a picture or a video, in pixels. */
	width?: number;
	height?: number;
	/** Of a sound or a video, in ms. */
	duration?: number;
	/** MSC2448: a blur to show before the picture is here. */
	blurhash?: string;
}

interface ThumbnailInfo {
	w: number;
	h: number;
	mimetype: string;
	size: number;
}

/**
 * An `m.file` message or its like, for a room with encryption. Client-server API §m.image and its like;
 * with a caption, `body` is that, and `filename` the name.
 * @param placed the encrypted parts, `file` and perhaps `thumbnail`
 */
export function fileContent(
	{ name, type, size, caption, width, height, duration, blurhash }: FileFacts & { size: number },
	placed: Record<string, unknown>,
	thumbnail?: ThumbnailInfo,
): Content {
	return {
		msgtype: `m.${kindOf(type)}`,
		body: caption || name,
		filename: name,
		info: {
			mimetype: type || 'application/octet-stream',
			size,
			...(width && height && { w: width, h: height }),
			...(duration !== undefined && { duration }),
			...(blurhash && { 'xyz.amorgan.blurhash': blurhash }),
			...(thumbnail && { thumbnail_info: thumbnail, thumbnail_file: placed.thumbnail }),
		},
		file: placed.file,
	};
}
