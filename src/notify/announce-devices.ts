import { i18n } from '#i18n';
import type { DeviceRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { namedSaying } from './notification-text.ts';
import { show } from './show.ts';

const idPrefix = 'device:';
const maxName = 80;

/** Tells of devices that have just signed in to the account. */
export async function announceDevices(db: AccountDatabase, devices: DeviceRow[]): Promise<void> {
	const title = i18n.t('devices.newTitle');
	for (const { deviceId, name } of devices) {
		const message = i18n.t('devices.newText', { name: (name ?? deviceId).slice(0, maxName) });
		await show(db, `${idPrefix}${deviceId}`, namedSaying({ title, message }, title));
	}
}

/** Whether a notification is about a device. */
export function isAboutDevice(notificationId: string): boolean {
	return notificationId.startsWith(idPrefix);
}
