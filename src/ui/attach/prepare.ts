import { safeFileName } from '../../attachment/file-name.ts';
import { type FileKind, kindOf } from '../../attachment/kinds.ts';
import type { FileFacts } from '../../attachment/message.ts';
import { isStrippable, stripMetadata } from '../../attachment/metadata/strip.ts';
import { Failure } from '../../failure.ts';
import { type ClipFacts, clipFacts } from './clip.ts';
import { pictureFacts, redraw, type Thumbnail } from './picture.ts';

/** A file as it will be sent. */
export interface PreparedFile {
	file: Blob;
	facts: FileFacts;
	thumbnail?: Thumbnail;
	/** It may say where and when it was made, and that could not be removed. */
	isTelling: boolean;
}

/**
 * Makes a file ready to be sent: without what a photo tells of its place and time, if the person wants that, and
 * with what others see of it before they fetch it.
 * @throws Failure `attachUnreadable` when it cannot be read.
 */
export async function prepareFile(file: File, stripsPhotos: boolean): Promise<PreparedFile> {
	const kind = kindOf(file.type);
	const isPicture = file.type.startsWith('image/') && file.type !== 'image/svg+xml';
	const clean = stripsPhotos && isPicture ? await withoutMetadata(file) : undefined;
	const sent = clean ?? file;
	const isTelling = stripsPhotos && !clean && (isPicture || kind === 'video');
	const { thumbnail, ...facts } = await factsOf(sent, kind);
	return {
		file: sent,
		facts: { name: safeFileName(file.name, 'file'), type: file.type, ...facts },
		...(thumbnail && { thumbnail }),
		isTelling,
	};
}

async function withoutMetadata(file: File): Promise<Blob | undefined> {
	if (!isStrippable(file.type)) return undefined;
	try {
		return (await stripMetadata(file)) ?? (await redraw(file));
	} catch (error) {
		throw new Failure('attachUnreadable', { technical: error instanceof Error ? error.name : typeof error });
	}
}

async function factsOf(file: Blob, kind: FileKind): Promise<ClipFacts> {
	if (kind === 'file') return {};
	// What the browser cannot show may be fine elsewhere.
	if (kind === 'image') return await pictureFacts(file).catch(() => ({}));
	return await clipFacts(file, kind);
}
