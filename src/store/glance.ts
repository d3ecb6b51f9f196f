import { browser } from 'wxt/browser';
import type { SessionRow } from './account-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';
import type { Preview, RoomRow } from './room-rows.ts';
import { type Unlocked, whileUnlocked } from './unlocked.ts';

/** How many rooms a glance holds: no popup shows more at first. */
export const glanceRooms = 24;

/** What the list of chats is first painted from. */
export interface Glance {
	/** What the list says of the account itself. */
	session: Omit<SessionRow, 'accessToken' | 'refreshToken' | 'recoveryKey' | 'reset'>;
	/** The rooms that the list begins with, in its order. */
	rooms: OpenedRoom[];
}

/** A room's row, with its preview unsealed. */
export interface OpenedRoom {
	row: Omit<RoomRow, 'lastMessage'>;
	preview: Preview | undefined;
	/** How far it is, where it is of a message that the homeserver has not sent back yet. */
	delivery?: OutboxRow['state'];
}

interface Kept {
	userId: string;
	/** A `Glance`, as JSON. */
	glance: string;
}

/** What to paint first; undefined before a background has kept it, and while the account is locked. */
export async function readGlance(userId: string): Promise<Glance | undefined> {
	const known = await browser.storage.session.get(Object.values(whileUnlocked));
	const unlocked = known[whileUnlocked.key] as Unlocked | undefined;
	const kept = known[whileUnlocked.glance] as Kept | undefined;
	if (unlocked?.userId !== userId || kept?.userId !== userId) return undefined;
	return JSON.parse(kept.glance) as Glance;
}

/** The account is locked, or nobody is signed in. */
export async function dropGlance(): Promise<void> {
	await browser.storage.session.remove(whileUnlocked.glance);
}

/**
 * Keeps what is to be painted first in the browser's memory. The vault key lies there beside it: to seal it would
 * keep it from nobody, and a window had to unseal it before its first paint.
 */
export async function keepGlance(userId: string, glance: Glance): Promise<void> {
	const kept: Kept = { userId, glance: JSON.stringify(glance) };
	await browser.storage.session.set({ [whileUnlocked.glance]: kept });
}
