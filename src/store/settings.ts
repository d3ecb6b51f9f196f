import type { AccountDatabase } from './database.ts';

/** How often a background with no window looks for news, in minutes; the first stays connected. */
export const wakeChoices = [0.5, 1, 5, 15] as const;

export type WakeMinutes = (typeof wakeChoices)[number];

/** Whether the background lets go of the homeserver between two looks. */
export function isSleepy(wakeMinutes: WakeMinutes): boolean {
	return wakeMinutes >= 1;
}

/** The person's choice; connected where none was made. */
export async function readWakeMinutes(db: AccountDatabase): Promise<WakeMinutes> {
	const stored = (await db.settings.get('settings'))?.wakeMinutes;
	return wakeChoices.find((choice) => choice === stored) ?? wakeChoices[0];
}

export async function writeWakeMinutes(db: AccountDatabase, wakeMinutes: WakeMinutes): Promise<void> {
	await db.settings.put({ ...(await db.settings.get('settings')), id: 'settings', wakeMinutes });
}

/** Whether devices that their owners have not confirmed are to be left out. */
export async function readsExclusion(db: AccountDatabase): Promise<boolean> {
	return (await db.settings.get('settings'))?.excludesUnconfirmed ?? false;
}

export async function writeExclusion(db: AccountDatabase, excludesUnconfirmed: boolean): Promise<void> {
	const before = await db.settings.get('settings');
	await db.settings.put({ wakeMinutes: wakeChoices[0], ...before, id: 'settings', excludesUnconfirmed });
}
