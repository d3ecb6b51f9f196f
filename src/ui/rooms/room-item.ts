import type { OpenedRoom } from '../../store/glance.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { Preview, RoomRow } from '../../store/room-rows.ts';
import { cleanName } from '../person/clean-name.ts';
import { shortTime } from '../time/short-time.ts';

/** What stands under a room's name, before it is put into words. */
export interface PreviewLine {
	/** `none` when nobody has to be named. */
	by: 'you' | 'other' | 'none';
	name: string;
	kind: Preview['kind'] | 'empty';
	text: string;
}

/** One row of the list of chats. */
export interface RoomItem {
	roomId: string;
	name: string;
	avatarUrl: string | undefined;
	/** Whose colour the avatar has. */
	colourId: string;
	isInvite: boolean;
	inviter: string;
	isEncrypted: boolean;
	time: string;
	unread: number;
	highlights: number;
	isMarkedUnread: boolean;
	isMuted: boolean;
	/** It is muted, and somebody has written there. */
	hasMutedNews: boolean;
	preview: PreviewLine;
	/** How far one's own newest message is, until it is on the homeserver. */
	delivery: Exclude<OutboxRow['state'], 'sent'> | undefined;
}

export interface Surroundings {
	ownUserId: string;
	/** ms since the epoch */
	now: number;
	locale: string;
}

export function roomItem(
	{ row, preview, delivery }: OpenedRoom,
	{ ownUserId, now, locale }: Surroundings,
): RoomItem {
	const isInvite = row.membership === 'invite';
	const isMuted = row.mode === 'none';
	return {
		roomId: row.roomId,
		name: roomName(row),
		avatarUrl: row.avatarUrl,
		colourId: row.directUserId ?? row.roomId,
		isInvite,
		inviter: cleanName(row.inviter?.name, row.inviter?.userId ?? '?'),
		isEncrypted: row.isEncrypted,
		time: row.activity > 0 ? shortTime(row.activity, now, locale) : '',
		unread: isInvite || isMuted ? 0 : row.unread,
		highlights: isMuted ? 0 : row.highlights,
		isMarkedUnread: row.isMarkedUnread === true,
		isMuted,
		hasMutedNews: isMuted && (row.lastMessageOrder ?? row.readOrder) > row.readOrder,
		preview: previewLine(row, preview, ownUserId),
		delivery: delivery === 'sent' ? undefined : delivery,
	};
}

export function roomName(row: Pick<RoomRow, 'name' | 'directUserId' | 'roomId'>): string {
	return cleanName(row.name, row.directUserId ?? row.roomId);
}

const longestPreview = 200;

function previewLine(row: RoomRow, preview: Preview | undefined, ownUserId: string): PreviewLine {
	if (!preview) return { by: 'none', name: '', kind: 'empty', text: '' };
	const name = cleanName(preview.senderName, preview.sender);
	const text = preview.text
		.slice(0, longestPreview * 4)
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, longestPreview);
	if (preview.kind === 'emote') return { by: 'none', name, kind: 'emote', text: `${name} ${text}` };
	const isNamed = row.kind !== 'direct' && preview.kind !== 'other';
	const by = preview.sender === ownUserId ? 'you' : isNamed ? 'other' : 'none';
	return { by: preview.kind === 'other' ? 'none' : by, name, kind: preview.kind, text };
}
