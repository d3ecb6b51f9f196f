import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { DeviceRow } from '../store/account-rows.ts';

const idPrefix = 'device:';
const maxName = 80;

/** Tells of devices that have just signed in to the account. */
export async function announceDevices(devices: DeviceRow[]): Promise<void> {
	for (const { deviceId, name } of devices) {
		await browser.notifications.create(`${idPrefix}${deviceId}`, {
			type: 'basic',
			iconUrl: browser.runtime.getURL('/icons/128.png'),
			title: i18n.t('devices.newTitle'),
			message: i18n.t('devices.newText', { name: (name ?? deviceId).slice(0, maxName) }),
		});
	}
}

/** Whether a notification is about a device. */
export function isAboutDevice(notificationId: string): boolean {
	return notificationId.startsWith(idPrefix);
}
