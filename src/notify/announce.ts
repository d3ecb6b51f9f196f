import { Dexie } from 'dexie';
import { browser } from 'wxt/browser';
import { shownRooms } from '../browser/shown-rooms.ts';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import { announcedInvite } from '../store/room-indexes.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { previewOf } from '../timeline/preview.ts';
import { inviteText, type NotificationText, notificationText } from './notification-text.ts';

const idPrefix = 'room:';

/**
 * Announces what has come and was not announced yet: one notification a room, with its newest readable
 * message, unless a window shows that room. How far a room was announced is in its row, so that a
 * background that was killed in between makes up for it at its next start.
 */
export async function announceNews(db: AccountDatabase, cacheKey: CacheKey): Promise<void> {
	const behind = await db.rooms.where('behind').equals(1).toArray();
	if (behind.length === 0) return;
	const shown = await shownRooms();
	for (const room of behind) {
		if (room.membership === 'invite') {
			await db.rooms.update(room.roomId, { announcedOrder: announcedInvite });
			await notify(room.roomId, inviteText(room));
			continue;
		}
		const from = Math.max(room.announcedOrder, room.readOrder);
		const rows = await rowsAbove(db, room.roomId, from);
		await db.rooms.where({ roomId: room.roomId }).modify((row) => {
			row.announcedOrder = Math.max(row.announcedOrder, room.lastOrder);
		});
		await announce(db, cacheKey, room, shown.has(room.roomId) ? [] : rows);
	}
}

/** Announces rows whose key came late, unless they have been read. */
export async function announceLate(
	db: AccountDatabase,
	cacheKey: CacheKey,
	rows: Pick<EventRow, 'roomId' | 'order'>[],
): Promise<void> {
	const shown = await shownRooms();
	for (const { roomId, order } of rows) {
		const [room, row] = await Promise.all([db.rooms.get(roomId), db.events.get([roomId, order])]);
		if (!room || !row || !isEvent(row) || order <= room.readOrder || shown.has(roomId)) continue;
		await announce(db, cacheKey, room, [row]);
	}
}

/** The room that a notification is about. */
export function notifiedRoom(notificationId: string): string | undefined {
	return notificationId.startsWith(idPrefix) ? notificationId.slice(idPrefix.length) : undefined;
}

/**
 * Takes back what was announced of rooms that have been read since, and of invites that were answered:
 * among `roomIds`, or all rooms when undefined.
 */
export async function withdrawRead(db: AccountDatabase, roomIds?: string[]): Promise<void> {
	const open = await announcedRooms();
	for (const roomId of roomIds?.filter((id) => open.has(id)) ?? open) {
		const room = await db.rooms.get(roomId);
		if (!room || room.unread > 0 || room.membership === 'invite') continue;
		open.delete(roomId);
		await browser.notifications.clear(`${idPrefix}${roomId}`);
	}
}

/** Takes back everything: nobody is signed in. */
export async function withdrawAll(): Promise<void> {
	const open = await browser.notifications.getAll();
	await Promise.all(Object.keys(open).map((id) => browser.notifications.clear(id)));
	announced = undefined;
}

/** Rooms that a notification may stand for; the browser is asked once in the life of a background. */
let announced: Promise<Set<string>> | undefined;

async function announcedRooms(): Promise<Set<string>> {
	announced ??= browser.notifications
		.getAll()
		.then((open) => new Set(Object.keys(open).flatMap((id) => notifiedRoom(id) ?? [])));
	return await announced;
}

async function rowsAbove(db: AccountDatabase, roomId: string, order: number): Promise<EventRow[]> {
	const rows = await db.events
		.where('[roomId+order]')
		.between([roomId, order], [roomId, Dexie.maxKey], false, false)
		.toArray();
	return rows.filter(isEvent);
}

async function announce(
	db: AccountDatabase,
	cacheKey: CacheKey,
	room: RoomRow,
	rows: EventRow[],
): Promise<void> {
	const newest = rows.findLast(({ notifies, status }) => notifies && status === 'readable');
	if (!newest) return;
	const { sealed, ...row } = newest;
	const member = await db.state.get([room.roomId, 'm.room.member', row.sender]);
	const senderName = nameOf(member?.content.displayname, row.sender);
	const preview = previewOf({ row, body: await unseal(cacheKey, sealed) }, senderName);
	if (!preview) return;
	await notify(room.roomId, notificationText(preview, room));
}

async function notify(roomId: string, text: NotificationText): Promise<void> {
	(await announcedRooms()).add(roomId);
	await browser.notifications.create(`${idPrefix}${roomId}`, {
		type: 'basic',
		iconUrl: browser.runtime.getURL('/icons/128.png'),
		...text,
	});
}

function nameOf(displayName: unknown, userId: string): string {
	return typeof displayName === 'string' && displayName.trim() ? displayName.trim() : userId;
}
