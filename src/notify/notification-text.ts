import { i18n } from '#i18n';
import type { Preview, RoomRow } from '../store/room-rows.ts';

const maxTitle = 80;

export interface NotificationText {
	title: string;
	message: string;
}

/** Who said it (and where, in a room with several people), and what. */
export function notificationText(
	{ kind, text, senderName }: Preview,
	{ kind: roomKind, name }: Pick<RoomRow, 'kind' | 'name'>,
): NotificationText {
	const sender = senderName.slice(0, maxTitle);
	return {
		title:
			roomKind === 'direct' || !name
				? sender
				: i18n.t('notification.title', { name: sender, room: name.slice(0, maxTitle) }),
		message: messageOf(kind, text),
	};
}

/** Somebody wants to chat. */
export function inviteText({ name, inviter }: Pick<RoomRow, 'name' | 'inviter'>): NotificationText {
	return {
		title: name || inviter?.name || '',
		message: i18n.t('notification.invite', { name: (inviter?.name ?? name).slice(0, maxTitle) }),
	};
}

function messageOf(kind: Preview['kind'], text: string): string {
	if (kind === 'image') return i18n.t('notification.image');
	if (kind === 'file') return i18n.t('notification.file');
	return text || i18n.t('notification.message');
}
