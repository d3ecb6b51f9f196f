import type { AccountDatabase } from './database.ts';
import { changeSettings } from './settings.ts';

/** How much a notification says: who and what, who, or only that something came. */
export const contentsChoices = ['all', 'sender', 'none'] as const;

export type Contents = (typeof contentsChoices)[number];

/** What the toolbar button shows of what waits. */
export const badgeChoices = ['count', 'dot', 'none'] as const;

export type BadgeChoice = (typeof badgeChoices)[number];

/** Every day from one time to another, over midnight where the second is the earlier one; minutes of the local day. */
export interface QuietHours {
	from: number;
	to: number;
}

/** How this device tells the person of what comes. */
export interface NotifySettings {
	contents: Contents;
	badge: BadgeChoice;
	isSilent: boolean;
	/** Nothing is announced then. */
	quiet?: QuietHours;
	/** Nothing is announced until then, ms since the epoch. */
	pausedUntil?: number;
}

export const minutesADay = 24 * 60;

/** A day and the hours up to the morning after it: no pause is longer. */
const longestPauseMs = 48 * 60 * 60_000;
const morningHour = 8;

/** The person's choices; all is told, with a sound, where none were made. */
export async function readNotifySettings(db: AccountDatabase): Promise<NotifySettings> {
	const stored = (await db.settings.get('settings'))?.notify;
	return { contents: 'all', badge: 'count', isSilent: false, ...stored };
}

/** Changes some of the choices; null takes one back. */
export async function changeNotifySettings(
	db: AccountDatabase,
	changes: { [K in keyof NotifySettings]?: NotifySettings[K] | null | undefined },
): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		const all = { ...(await readNotifySettings(db)), ...changes };
		const kept = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
		await changeSettings(db, { notify: Object.fromEntries(kept) as unknown as NotifySettings });
	});
}

/** Whether nothing is to be announced at `now`: the clock on the wall counts, also on days when it is changed. */
export function isQuiet(settings: Pick<NotifySettings, 'quiet' | 'pausedUntil'>, now: Date): boolean {
	if (isPaused(settings, now)) return true;
	if (!settings.quiet) return false;
	const { from, to } = settings.quiet;
	const minute = now.getHours() * 60 + now.getMinutes();
	return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
}

/** A pause that is further off than any can be was left by a clock that has been put back since. */
export function isPaused({ pausedUntil = 0 }: Pick<NotifySettings, 'pausedUntil'>, now: Date): boolean {
	return pausedUntil > now.getTime() && pausedUntil <= now.getTime() + longestPauseMs;
}

/** The next day's morning, ms since the epoch. */
export function tomorrowMorning(now: Date): number {
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, morningHour).getTime();
}
