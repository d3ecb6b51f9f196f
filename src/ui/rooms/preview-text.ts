import { i18n } from '#i18n';
import type { PreviewLine } from './room-item.ts';

/** The line under a room's name, in words. */
export function previewText({ by, name, kind, text }: PreviewLine): string {
	const said = saidText(kind, text);
	if (by === 'you') return i18n.t('preview.you', { text: said });
	if (by === 'other') return i18n.t('preview.other', { name, text: said });
	return said;
}

function saidText(kind: PreviewLine['kind'], text: string): string {
	switch (kind) {
		case 'image':
			return text || i18n.t('preview.image');
		case 'file':
			return text || i18n.t('preview.file');
		case 'unreadable':
			return i18n.t('preview.unreadable');
		case 'redacted':
			return i18n.t('preview.redacted');
		case 'empty':
			return i18n.t('preview.none');
		default:
			return text;
	}
}
