import type { SettingsRow } from './account-rows.ts';
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
	await changeSettings(db, { wakeMinutes });
}

/** After how many minutes without the person the lock closes by itself; 0 is never. */
export const lockChoices = [0, 5, 15, 60] as const;

export type LockMinutes = (typeof lockChoices)[number];

/** The person's choice; a quarter of an hour where none was made. */
export async function readLockMinutes(db: AccountDatabase): Promise<LockMinutes> {
	const stored = (await db.settings.get('settings'))?.lockMinutes;
	return lockChoices.find((choice) => choice === stored) ?? 15;
}

export async function writeLockMinutes(db: AccountDatabase, lockMinutes: LockMinutes): Promise<void> {
	await changeSettings(db, { lockMinutes });
}

/** Whether devices that their owners have not confirmed are to be left out. */
export async function readsExclusion(db: AccountDatabase): Promise<boolean> {
	return (await db.settings.get('settings'))?.excludesUnconfirmed ?? false;
}

export async function writeExclusion(db: AccountDatabase, excludesUnconfirmed: boolean): Promise<void> {
	await changeSettings(db, { excludesUnconfirmed });
}

/** Whether photos lose what they tell of where and when they were taken before they are sent. */
export async function stripsPhotos(db: AccountDatabase): Promise<boolean> {
	return !(await db.settings.get('settings'))?.keepsPhotoMetadata;
}

export async function writeStripsPhotos(db: AccountDatabase, strips: boolean): Promise<void> {
	await changeSettings(db, { keepsPhotoMetadata: !strips });
}

/** Whether what is sent to a room is to reach only devices that their owners have confirmed. */
export interface RoomExclusion {
	isOn: boolean;
	/** It is so in all rooms, whatever is chosen for this one. */
	isEverywhere: boolean;
}

/** The person's choice for a room. */
export async function readRoomExclusion(db: AccountDatabase, roomId: string): Promise<RoomExclusion> {
	const { excludesUnconfirmed = false, confirmedOnlyRooms = [] } = (await db.settings.get('settings')) ?? {};
	return {
		isOn: excludesUnconfirmed || confirmedOnlyRooms.includes(roomId),
		isEverywhere: excludesUnconfirmed,
	};
}

export async function writeRoomExclusion(db: AccountDatabase, roomId: string, isOn: boolean): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		const { confirmedOnlyRooms: before = [] } = (await db.settings.get('settings')) ?? {};
		const others = before.filter((other) => other !== roomId);
		await changeSettings(db, { confirmedOnlyRooms: isOn ? [...others, roomId] : others });
	});
}

/** Whether what tracks people is left out of the addresses that are shared. */
export async function cleansAddresses(db: AccountDatabase): Promise<boolean> {
	return !(await db.settings.get('settings'))?.keepsAddresses;
}

export async function writeCleaning(db: AccountDatabase, isOn: boolean): Promise<void> {
	await changeSettings(db, { keepsAddresses: !isOn });
}

/** For how many seconds what was sent can be taken back before it leaves. */
export const undoChoices = [0, 5, 10] as const;

type UndoChoice = (typeof undoChoices)[number];

export interface UndoSeconds {
	shares: UndoChoice;
	messages: UndoChoice;
}

/** The person's choice; where none was made, shares wait five seconds and messages leave at once. */
export async function readUndo(db: AccountDatabase): Promise<UndoSeconds> {
	const { undoShares, undoMessages } = (await db.settings.get('settings')) ?? {};
	return {
		shares: undoChoices.find((choice) => choice === undoShares) ?? 5,
		messages: undoChoices.find((choice) => choice === undoMessages) ?? 0,
	};
}

export async function writeUndo(
	db: AccountDatabase,
	{ shares, messages }: { shares?: UndoChoice | undefined; messages?: UndoChoice | undefined },
): Promise<void> {
	await changeSettings(db, {
		...(shares !== undefined && { undoShares: shares }),
		...(messages !== undefined && { undoMessages: messages }),
	});
}

/** Changes some of what the person has chosen for this device. */
export async function changeSettings(db: AccountDatabase, changes: Partial<SettingsRow>): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		await db.settings.put({ ...(await db.settings.get('settings')), ...changes, id: 'settings' });
	});
}
