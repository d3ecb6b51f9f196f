import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { VerificationRow } from '../store/verification-row.ts';

const prefix = 'verification:';
const maxName = 80;

type About = Pick<VerificationRow, 'userId' | 'deviceId' | 'deviceName' | 'roomId'>;

/** Tells of a request that came; one notification for each person, whatever they send. */
export async function announceRequest(about: About, personName: string): Promise<void> {
	const name = about.deviceName ?? about.deviceId ?? '';
	await browser.notifications.create(`${prefix}${about.userId}`, {
		type: 'basic',
		iconUrl: browser.runtime.getURL('/icons/128.png'),
		title: i18n.t('verify.notificationTitle'),
		message: about.roomId
			? i18n.t('verify.lineFromPerson', { name: personName.slice(0, maxName) })
			: i18n.t('verify.lineFromDevice', { name: name.slice(0, maxName) }),
	});
}

export async function withdrawRequest({ userId }: Pick<About, 'userId'>): Promise<void> {
	await browser.notifications.clear(`${prefix}${userId}`);
}

export function isAboutVerification(notificationId: string): boolean {
	return notificationId.startsWith(prefix);
}
