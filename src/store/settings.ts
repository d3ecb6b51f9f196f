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
	await db.settings.put({ id: 'settings', wakeMinutes });
}
