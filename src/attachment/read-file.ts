import type { Content } from '../store/event-rows.ts';
import type { FileKey } from '../store/upload-rows.ts';
import { readFileKey } from './file-key.ts';
import { type FileKind, kindOf } from './kinds.ts';

/** Where a file is and what opens it. */
export interface RemoteFile {
	/** An `mxc:` address; in a message that is yet to leave, the place of one. */
	url: string;
	/** Absent where it travelled in clear. */
	fileKey?: FileKey;
	/** MIME type, as the sender calls it. */
	type: string;
	/** In bytes, as the sender says. */
	size?: number;
}

/** The file of a message, as far as the message tells of it. */
export interface AttachedFile extends RemoteFile {
	kind: FileKind;
	/** In pixels. */
	width?: number;
	height?: number;
	/** In ms. */
	duration?: number;
	blurhash?: string;
	thumbnail?: RemoteFile;
}

/** Where the sender does not say. */
const usualTypes: Record<FileKind, string> = {
	image: 'image/png',
	video: 'video/mp4',
	audio: 'audio/mpeg',
	file: '',
};
const mostPixels = 100_000;
const longestBlurhash = 200;

/**
 * Reads the file of an `m.image` or its like; undefined when it has none.
 * @param kind what the message calls it; what its type does not bear out is a file like any other
 */
export function readFile(content: Content, kind: FileKind): AttachedFile | undefined {
	const info = asObject(content.info);
	const file = readRemote(content, 'file', 'url', { mimetype: usualTypes[kind], ...info });
	if (!file) return undefined;
	const [width, height] = [asSide(info.w), asSide(info.h)];
	const blurhash = asText(info['xyz.amorgan.blurhash']);
	const thumbnail = readRemote(info, 'thumbnail_file', 'thumbnail_url', asObject(info.thumbnail_info));
	return {
		...file,
		kind: kindOf(file.type) === kind ? kind : 'file',
		...(width && height && { width, height }),
		...(asCount(info.duration) !== undefined && { duration: Number(info.duration) }),
		...(blurhash && blurhash.length <= longestBlurhash && { blurhash }),
		...(thumbnail && kindOf(thumbnail.type) === 'image' && { thumbnail }),
	};
}

/**
 * Reads where a file is. Client-server API §Sending encrypted attachments: the file's object stands in place of
 * its address.
 * @param file name of the field that holds the object, `address` of the one that holds the address alone
 */
export function readRemote(
	holder: Content,
	file: string,
	address: string,
	info: Content,
): RemoteFile | undefined {
	const encrypted = holder[file];
	const url = asText(encrypted === undefined ? holder[address] : asObject(encrypted).url);
	if (!url || !/^(mxc:\/\/[^/]+\/[\w-]+$|upload:)/.test(url)) return undefined;
	const fileKey = readFileKey(encrypted);
	// One that cannot be opened is none.
	if (encrypted !== undefined && !fileKey) return undefined;
	const size = asCount(info.size);
	return {
		url,
		...(fileKey && { fileKey }),
		type: asText(info.mimetype) ?? '',
		...(size !== undefined && { size }),
	};
}

function asObject(value: unknown): Content {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : {};
}

function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function asCount(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function asSide(value: unknown): number | undefined {
	const side = asCount(value);
	return side !== undefined && side >= 1 && side <= mostPixels ? Math.round(side) : undefined;
}
