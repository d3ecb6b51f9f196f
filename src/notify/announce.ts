import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { shownRooms } from '../browser/shown-rooms.ts';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import { type NotifySettings, readNotifySettings } from '../store/notify-settings.ts';
import { announcedInvite } from '../store/room-indexes.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { previewOf } from '../timeline/preview.ts';
import { marked } from '../timeline/unread.ts';
import { noticeId, type RoomNotice } from './notice-id.ts';
import { inviteSaying, messageSaying, type Saying } from './notification-text.ts';
import { type OpenNotices, openNotices } from './open-notices.ts';
import { showAs } from './show.ts';

/**
 * Announces what has come, or can be read at last, and was not announced yet: one notification a room, with
 * its newest such message, unless a window shows that room. How far a room was announced is written after it
 * was, and a notification's id says what it was for: so a background that was killed in between makes up for
 * what is missing at its next start, and repeats nothing that is on show.
 */
export async function announceNews(db: AccountDatabase, cacheKey: CacheKey): Promise<void> {
	// Two at a time would announce the same.
	await navigator.locks.request('messa/announce', async () => {
		const behind = await db.rooms.where('behind').equals(1).primaryKeys();
		if (behind.length === 0) return;
		const [shown, open] = await Promise.all([shownRooms(), openNotices()]);
		for (const roomId of behind) await announceRoom(db, cacheKey, open, roomId, shown.has(roomId));
	});
}

/**
 * Takes back what was announced and has been read since, here or elsewhere, was deleted or muted, and invites
 * that were answered: among `roomIds`, or all rooms when undefined.
 */
export async function withdrawRead(db: AccountDatabase, roomIds?: string[]): Promise<void> {
	const open = await openNotices();
	for (const roomId of roomIds?.filter((id) => open.has(id)) ?? open.rooms()) {
		for (const notice of open.of(roomId)) {
			if (!(await stands(db, notice))) await open.clear(notice);
		}
	}
}

/** Takes back everything: nobody is signed in, or nobody may see it. */
export async function withdrawAll(): Promise<void> {
	const all = await browser.notifications.getAll();
	await Promise.all(Object.keys(all).map((id) => browser.notifications.clear(id)));
	(await openNotices()).forget();
}

async function announceRoom(
	db: AccountDatabase,
	cacheKey: CacheKey,
	open: OpenNotices,
	roomId: string,
	isShown: boolean,
): Promise<void> {
	// All that is waited for before the notification is read at once.
	const [news, settings] = await Promise.all([readNews(db, roomId), readNotifySettings(db)]);
	if (!news) return;
	const { room, row } = news;
	if (room.membership === 'invite') {
		await put(open, settings, { roomId, order: 'invite' }, inviteSaying(room));
		await db.rooms.update(roomId, { announcedOrder: announcedInvite });
		return;
	}
	const saying = row && !isShown ? await sayingOf(cacheKey, room, row, news.member) : undefined;
	if (row && saying) await put(open, settings, { roomId, order: row.order }, saying, buttons());
	await withWriteLock(() =>
		db.rooms.where({ roomId }).modify((now) => {
			now.announcedOrder = Math.max(now.announcedOrder, room.lastOrder);
			if (now.lateOrder === room.lateOrder) delete now.lateOrder;
		}),
	);
}

/** A room, its newest message to be announced, and who sent that, of the same moment. */
interface News {
	room: RoomRow;
	row: EventRow | undefined;
	member: StateRow | undefined;
}

async function readNews(db: AccountDatabase, roomId: string): Promise<News | undefined> {
	return await db.transaction('r', db.rooms, db.events, db.state, async () => {
		const room = await db.rooms.get(roomId);
		if (!room) return undefined;
		const { announcedOrder, readOrder, lateOrder = readOrder } = room;
		const newest = await marked(db.events, 'notifies', roomId, Math.max(announcedOrder, readOrder))
			.reverse()
			.filter((row) => isEvent(row) && row.status === 'readable')
			.first();
		const late = newest || lateOrder <= readOrder ? undefined : await db.events.get([roomId, lateOrder]);
		const found = newest ?? late;
		const row = found && isEvent(found) && found.notifies && found.status === 'readable' ? found : undefined;
		const member = row && (await db.state.get([roomId, 'm.room.member', row.sender]));
		return { room, row, member };
	});
}

async function sayingOf(
	cacheKey: CacheKey,
	room: RoomRow,
	{ sealed, ...row }: EventRow,
	member: StateRow | undefined,
): Promise<Saying | undefined> {
	const senderName = nameOf(member?.content.displayname, row.sender);
	const preview = previewOf({ row, body: await unseal(cacheKey, sealed) }, senderName);
	return preview && messageSaying(preview, room, room.unread);
}

/** Puts a notification in the place of its room's others. */
async function put(
	open: OpenNotices,
	settings: NotifySettings,
	notice: RoomNotice,
	saying: Saying,
	withButtons?: { title: string }[],
): Promise<void> {
	if (open.isOpen(notice)) return;
	if (await showAs(settings, noticeId(notice), saying, withButtons)) await open.replace(notice);
}

/** In the order in which `pressed` knows them. */
function buttons(): { title: string }[] {
	return [{ title: i18n.t('hear.markRead') }, { title: i18n.t('hear.mute') }];
}

/** Whether there is still something to announce. */
async function stands(db: AccountDatabase, { roomId, order }: RoomNotice): Promise<boolean> {
	const room = await db.rooms.get(roomId);
	if (order === 'invite') return room?.membership === 'invite';
	const row = await db.events.get([roomId, order]);
	if (!room || !row || !isEvent(row)) return false;
	const isWanted = room.membership === 'join' && room.mode !== 'none';
	return isWanted && row.notifies === 1 && order > room.readOrder;
}

function nameOf(displayName: unknown, userId: string): string {
	return typeof displayName === 'string' && displayName.trim() ? displayName.trim() : userId;
}
