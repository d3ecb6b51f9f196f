import { browser } from 'wxt/browser';
import type { AccountDatabase } from '../store/database.ts';

const background = '#3F4BC4';
const most = 99;

/** Shows how many messages and invites wait, on the toolbar button; nothing when none do. */
export async function updateBadge(db: AccountDatabase): Promise<void> {
	const rooms = await db.rooms.where('attention').equals(1).toArray();
	const count = rooms.reduce((sum, { unread }) => sum + Math.max(1, unread), 0);
	await browser.action.setBadgeBackgroundColor({ color: background });
	await browser.action.setBadgeText({ text: badgeText(count) });
}

/** An empty badge, for nobody signed in. */
export async function clearBadge(): Promise<void> {
	await browser.action.setBadgeText({ text: '' });
}

/** Four characters are all that a badge shows. */
export function badgeText(count: number): string {
	return count === 0 ? '' : count > most ? `${most}+` : String(count);
}
