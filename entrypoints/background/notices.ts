import { browser } from 'wxt/browser';
import { showInOpenWindow } from '../../src/browser/asked-places.ts';
import { openDevices, openPopup } from '../../src/browser/windows.ts';
import { log } from '../../src/log.ts';
import { isAboutDevice } from '../../src/notify/announce-devices.ts';
import { readNoticeId } from '../../src/notify/notice-id.ts';
import { markRead } from '../../src/rooms/mark-read.ts';
import { tellLeftView } from '../../src/store/left-view.ts';
import { isAboutVerification } from '../../src/verification/announce.ts';
import type { Background } from './background.ts';

/** A notification was clicked: what it is about opens, a chat at the message. */
export async function openNotified(background: Background, id: string): Promise<void> {
	const notice = readNoticeId(id);
	try {
		if (isAboutDevice(id)) await openDevices();
		// The request stands above whatever the window shows.
		else if (isAboutVerification(id)) await openPopup('');
		else if (notice) await openRoom(background, notice.roomId, notice.order);
		else return;
	} catch (error) {
		log.error('what was announced could not be opened', error);
	}
	await browser.notifications.clear(id);
}

/** A button of a message's notification was pressed: the first marks the chat as read up to it, the second mutes the chat. */
export async function pressed(background: Background, id: string, index: number): Promise<void> {
	const notice = readNoticeId(id);
	if (!notice || notice.order === 'invite') return;
	const { roomId, order } = notice;
	try {
		const account = await background.account();
		if (index === 0) await markRead(account.db, roomId, order);
		else await account.rules.want({ about: 'room', roomId, mode: 'none' });
		await account.intake.showNews();
		account.nudge();
	} catch (error) {
		log.error('a notification was not answered', error);
	}
}

async function openRoom(background: Background, roomId: string, order: number | 'invite'): Promise<void> {
	const { db } = await background.account();
	const place = order === 'invite' ? {} : { order };
	if (await showInOpenWindow({ roomId, ...place })) return;
	await Promise.all([
		db.views.put({ id: 'popup', roomId, ...place, time: Date.now() }),
		tellLeftView('popup', roomId),
	]);
	const query = new URLSearchParams({ room: roomId });
	if (order !== 'invite') query.set('at', String(order));
	await openPopup(query.toString());
}
