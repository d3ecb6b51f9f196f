import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { namedSaying } from '../notify/notification-text.ts';
import { show } from '../notify/show.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { VerificationRow } from '../store/verification-row.ts';

const prefix = 'verification:';
const maxName = 80;

type About = Pick<VerificationRow, 'userId' | 'deviceId' | 'deviceName' | 'roomId' | 'personName'>;

/** Tells of a request that came; one notification for each person, whatever they send. */
export async function announceRequest(db: AccountDatabase, about: About): Promise<void> {
	const { roomId, personName, userId, deviceName, deviceId } = about;
	const name = (roomId ? (personName ?? userId) : (deviceName ?? deviceId ?? '')).slice(0, maxName);
	const title = i18n.t(roomId ? 'verify.notificationPerson' : 'verify.notificationTitle');
	const message = i18n.t(roomId ? 'verify.lineFromPerson' : 'verify.lineFromDevice', { name });
	await show(db, `${prefix}${userId}`, namedSaying({ title, message }, title));
}

export async function withdrawRequest({ userId }: Pick<About, 'userId'>): Promise<void> {
	await browser.notifications.clear(`${prefix}${userId}`);
}

export function isAboutVerification(notificationId: string): boolean {
	return notificationId.startsWith(prefix);
}
