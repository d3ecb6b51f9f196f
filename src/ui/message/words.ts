import { i18n } from '#i18n';
import type { UnreadableReason } from '../../store/event-rows.ts';
import type { Quote } from '../room/timeline-item.ts';

/** A file that is only named for now. */
export function attachmentText(kind: 'image' | 'video' | 'audio' | 'file', name: string): string {
	return i18n.t(`message.${kind}`, { name: name || i18n.t('message.unnamed') });
}

/** Why a message cannot be read, and what would help. */
export function unreadableText(reason: UnreadableReason | undefined): string {
	return i18n.t(`message.unreadable.${reason ?? 'unknown'}`);
}

/** The quoted line of a reply. */
export function quoteText({ kind, text }: Quote): string {
	switch (kind) {
		case 'redacted':
			return i18n.t('message.redacted');
		case 'unreadable':
			return i18n.t('preview.unreadable');
		case 'unknown':
			return i18n.t('room.replyUnknown');
		case 'location':
			return i18n.t('message.location');
		case 'text':
			return text;
		default:
			return attachmentText(kind, text);
	}
}
