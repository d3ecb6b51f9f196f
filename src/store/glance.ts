import { browser } from 'wxt/browser';
import type { SessionRow } from './account-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';
import type { Preview, RoomRow } from './room-rows.ts';
import { type CacheKey, seal, unseal } from './seal.ts';

const key = 'glance';

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
	/** Sealed `Glance`, in base64. */
	sealed: string;
}

/** What to paint first; undefined before a background has kept it, and with another key. */
export async function readGlance(
	userId: string,
	cacheKey: Promise<CacheKey | undefined>,
): Promise<Glance | undefined> {
	const kept = (await browser.storage.session.get(key))[key] as Kept | undefined;
	const opener = await cacheKey;
	if (!opener || kept?.userId !== userId) return undefined;
	const sealed = Uint8Array.from(atob(kept.sealed), (character) => character.charCodeAt(0));
	return await unseal<Glance>(opener, sealed).catch(() => undefined);
}

/** Nobody is signed in. */
export async function dropGlance(): Promise<void> {
	await browser.storage.session.remove(key);
}

/** Keeps what is to be painted first in the browser's memory, sealed. */
export async function keepGlance(userId: string, cacheKey: CacheKey, glance: Glance): Promise<void> {
	const bytes = await seal(cacheKey, glance);
	const sealed = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
	await browser.storage.session.set({ [key]: { userId, sealed } satisfies Kept });
}
