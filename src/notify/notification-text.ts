import { i18n } from '#i18n';
import type { Contents } from '../store/notify-settings.ts';
import type { Preview, RoomRow } from '../store/room-rows.ts';

const maxTitle = 80;

export interface NotificationText {
	title: string;
	message: string;
}

/** What a notification says, by how much the person lets it. */
export type Saying = Record<Contents, NotificationText>;

/**
 * Who said it (and where, in a room with several people), and what.
 * @param count how many messages are new in the room
 */
export function messageSaying(
	{ kind, text, senderName }: Preview,
	{ kind: roomKind, name }: Pick<RoomRow, 'kind' | 'name'>,
	count: number,
): Saying {
	const sender = senderName.slice(0, maxTitle);
	const title =
		roomKind === 'direct' || !name
			? sender
			: i18n.t('notification.title', { name: sender, room: name.slice(0, maxTitle) });
	const several = i18n.t('hear.messages', count);
	const some = i18n.t('notification.more', Math.max(1, count));
	return {
		all: {
			title: count > 1 ? i18n.t('hear.counted', { title, count: several }) : title,
			message: messageOf(kind, text),
		},
		sender: { title, message: some },
		none: bare(some),
	};
}

/** Somebody wants to chat. */
export function inviteSaying({ name, inviter }: Pick<RoomRow, 'name' | 'inviter'>): Saying {
	const sender = (inviter?.name ?? name).slice(0, maxTitle);
	const message = i18n.t('notification.invite', { name: sender });
	return {
		all: { title: name || inviter?.name || '', message },
		sender: { title: sender, message },
		none: bare(i18n.t('hear.newInvite')),
	};
}

/** Something about the account or its people, with names and without. */
export function namedSaying(text: NotificationText, withoutNames: string): Saying {
	return { all: text, sender: text, none: bare(withoutNames) };
}

function bare(message: string): NotificationText {
	return { title: i18n.t('extName'), message };
}

function messageOf(kind: Preview['kind'], text: string): string {
	if (kind === 'image') return i18n.t('notification.image');
	if (kind === 'file') return i18n.t('notification.file');
	return text || i18n.t('notification.message');
}
