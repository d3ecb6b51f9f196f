import { kindOf } from '../../attachment/kinds.ts';
import { pictureFileKey, previewsKey } from '../../attachment/link-previews.ts';
import { type RemoteFile, readRemote } from '../../attachment/read-file.ts';
import { linkParts } from '../../share/link-parts.ts';
import { isWebAddress } from '../../share/page.ts';
import { longest, tidyPreview } from '../../share/page-preview.ts';
import { plainLine } from '../../share/plain-line.ts';
import type { Content } from '../../store/event-rows.ts';

/** The preview of a link in a message, as the sender says. */
export interface LinkPreview {
	/** As it stands in the message. */
	url: string;
	title: string;
	siteName?: string;
	description?: string;
	picture?: PreviewPicture;
}

export interface PreviewPicture extends RemoteFile {
	alt: string;
}

const mostShown = 3;
const mostRead = 20;
/** A picture is fetched unasked, so its size has to be known, and small. */
const mostPictureBytes = 3 * 1024 * 1024;
/** Of the few who give none. */
const usualType = 'image/jpeg';

/** Reads the previews of the links in `text` that a message brings along. MSC4095; its fields may be anything. */
export function readPreviews(content: Content, text: string): LinkPreview[] {
	const list = content['m.url_previews'] ?? content[previewsKey];
	if (!Array.isArray(list) || list.length === 0) return [];
	const linked = new Set([
		...linkParts(text).map(({ href }) => href),
		// With the punctuation that a link in a sentence would be without.
		...text.split(/\s+/),
	]);
	const found = new Map<string, LinkPreview>();
	for (const one of list.slice(0, mostRead)) {
		const preview = readPreview(one);
		if (preview && linked.has(preview.url) && !found.has(preview.url)) found.set(preview.url, preview);
	}
	return [...found.values()].slice(0, mostShown);
}

function readPreview(value: unknown): LinkPreview | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const fields = value as Content;
	const url = fields['matrix:matched_url'] ?? fields.matched_url ?? fields['og:url'];
	if (typeof url !== 'string' || url.length > longest.url || !isWebAddress(url)) return undefined;
	const said = tidyPreview({
		title: fields['og:title'],
		siteName: fields['og:site_name'],
		description: fields['og:description'],
	});
	const picture = readPicture(fields);
	return said && { url, ...said, ...(picture && { picture }) };
}

function readPicture(fields: Content): PreviewPicture | undefined {
	const file =
		fields['matrix:image:encryption'] ?? fields['matrix:image:encrypted'] ?? fields[pictureFileKey];
	const holder = { ...(file !== undefined && { file }), url: fields['og:image'] };
	const picture = readRemote(holder, 'file', 'url', {
		mimetype: fields['og:image:type'] ?? usualType,
		size: fields['matrix:image:size'],
	});
	if (!picture || kindOf(picture.type) !== 'image' || (picture.size ?? Infinity) > mostPictureBytes) {
		return undefined;
	}
	return { ...picture, alt: plainLine(fields['og:image:alt'], longest.title) };
}
