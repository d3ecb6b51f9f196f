/** Types that every browser shows itself and that carry no script: nothing else is ever shown. */
const shown = new Set([
	'image/png',
	'image/jpeg',
	'image/webp',
	'image/gif',
	'image/avif',
	'video/mp4',
	'video/webm',
	'video/ogg',
	'audio/mpeg',
	'audio/mp4',
	'audio/aac',
	'audio/ogg',
	'audio/webm',
	'audio/wav',
	'audio/x-wav',
	'audio/flac',
]);

const unknownType = 'application/octet-stream';

export type FileKind = 'image' | 'video' | 'audio' | 'file';

/** What a file is to people, by its MIME type. What would run or draw by rules of its own is a file like any other. */
export function kindOf(type: string): FileKind {
	const clean = cleanType(type);
	return shown.has(clean) ? (clean.split('/')[0] as FileKind) : 'file';
}

/** The type to show a file by; one that nothing opens by itself for all that are not to be shown. */
export function shownType(type: string): string {
	const clean = cleanType(type);
	return shown.has(clean) ? clean : unknownType;
}

function cleanType(type: string): string {
	return (type.split(';')[0] ?? '').trim().toLowerCase();
}
