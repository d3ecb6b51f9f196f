import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { AccountDatabase } from '../store/database.ts';
import { takeBackOutgoing } from '../store/outbox.ts';

const prefix = 'shared:';
/** What can't be taken back is said as long. */
const shortestMs = 4000;
const maxName = 80;

interface Sent {
	transactionId: string;
	/** Of the room. */
	name: string;
	/** For how long it can be taken back. */
	seconds: number;
	/** Takes it out of what rooms are ranked by. */
	forget: () => Promise<void>;
}

/** What was shared in the life of this background. */
const forgetting = new Map<string, () => Promise<void>>();

/** Says that something is on its way, which a share without a window would not; a click takes it back. */
export async function showSent({ transactionId, name, seconds, forget }: Sent): Promise<void> {
	const id = `${prefix}${transactionId}`;
	forgetting.set(transactionId, forget);
	await notify(
		id,
		i18n.t('share.done', { name: name.slice(0, maxName) }),
		seconds > 0 ? i18n.t('from.undo') : i18n.t('from.sent'),
	);
	setTimeout(
		() => {
			forgetting.delete(transactionId);
			void browser.notifications.clear(id);
		},
		Math.max(shortestMs, seconds * 1000),
	);
}

/** Says why the page in front was not shared. */
export async function showUnreadable(code: 'pageUnreadable' | 'pageIsFile'): Promise<void> {
	await notify(`${prefix}unreadable`, i18n.t('from.notShared'), i18n.t(`failure.${code}`));
}

/** The transaction that a notification stands for. */
export function sentTransaction(notificationId: string): string | undefined {
	return notificationId.startsWith(prefix) ? notificationId.slice(prefix.length) : undefined;
}

/** Takes a share back, and says whether that was still possible. */
export async function takeBack(db: AccountDatabase, transactionId: string): Promise<void> {
	const isTaken = await takeBackOutgoing(db, transactionId);
	if (isTaken) await forgetting.get(transactionId)?.();
	forgetting.delete(transactionId);
	const id = `${prefix}${transactionId}`;
	await notify(id, isTaken ? i18n.t('share.undone') : i18n.t('from.tooLate'), '');
	setTimeout(() => void browser.notifications.clear(id), shortestMs);
}

async function notify(id: string, title: string, message: string): Promise<void> {
	const iconUrl = browser.runtime.getURL('/icons/128.png');
	await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
}
