import { browser } from 'wxt/browser';
import type { AccountDatabase } from '../store/database.ts';
import { type BadgeChoice, readNotifySettings } from '../store/notify-settings.ts';

const background = '#3F4BC4';
const most = 99;
const dot = '•';

let updating: Promise<void> = Promise.resolve();
/** What it shows, as far as this background knows. */
let shown: string | undefined;

/** Shows how many messages and invites wait, or that some do, on the toolbar button; nothing when none do. */
export async function updateBadge(db: AccountDatabase): Promise<void> {
	updating = updating
		.catch(() => undefined)
		.then(async () => {
			const { badge } = await readNotifySettings(db);
			await show(badge === 'none' ? '' : badgeText(await countWaiting(db), badge));
		});
	await updating;
}

/** An empty badge, for nobody signed in. */
export async function clearBadge(): Promise<void> {
	await show('');
}

/** Says that something waits, and not how much. */
export async function dimBadge(): Promise<void> {
	await show((await browser.action.getBadgeText({})) === '' ? '' : dot);
}

/** Reads no more rooms than it takes to know that it is more than a badge shows. */
async function countWaiting(db: AccountDatabase): Promise<number> {
	const rooms = await db.rooms
		.where('attention')
		.equals(1)
		.limit(most + 1)
		.toArray();
	return rooms.reduce((sum, { unread }) => sum + Math.max(1, unread), 0);
}

async function show(text: string): Promise<void> {
	if (text === shown) return;
	await browser.action.setBadgeBackgroundColor({ color: background });
	await browser.action.setBadgeText({ text });
	shown = text;
}

/** Four characters are all that a badge shows. */
function badgeText(count: number, badge: Exclude<BadgeChoice, 'none'>): string {
	if (count === 0) return '';
	if (badge === 'dot') return dot;
	return count > most ? `${most}+` : String(count);
}
