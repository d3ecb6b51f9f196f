// What a measurement does inside of an extension page: bundled by `bundle.ts`, called through `surface.ts`.
import { browser } from 'wxt/browser';
import { ask } from '../../src/rpc/ask.ts';
import { readActiveAccount } from '../../src/store/active-account.ts';
import { AccountDatabase } from '../../src/store/database.ts';
import { makePasskey } from '../../src/ui/lock/passkey.ts';
import { now } from '../clock.ts';
import { channelName, type Testimony } from './witness.ts';

export {
	openedRoom,
	sentMessage,
	unlocked,
	watchForMessage,
	watchForRoom,
	watchForUnlock,
	whenRoomsArePainted,
} from './paint.ts';
export { scrollThrough } from './scroll.ts';

export interface Credentials {
	baseUrl: string;
	user: string;
	password: string;
}

/** How far an account has come. */
export interface Progress {
	isLive: boolean;
	rooms: number;
	done: number | undefined;
}

const heard: Testimony[] = [];
new BroadcastChannel(channelName).addEventListener('message', ({ data }) => heard.push(data as Testimony));

/** Signs in, as the form does. @returns when it was asked to. */
export async function signIn(credentials: Credentials): Promise<number> {
	const asked = now();
	await ask('account.signIn', credentials);
	return asked;
}

/** Makes the account's identity, as a person does at the first sign-in. */
export async function createIdentity(password: string): Promise<void> {
	await ask('identity.create', { password });
	await ask('identity.confirmSaved');
}

/** Whether the background has found out that the account has no identity yet. */
export async function lacksIdentity(): Promise<boolean> {
	return inStore(async (db) => (await db.session.get('session'))?.identity === 'missing');
}

export async function signOut(): Promise<void> {
	await ask('account.signOut');
}

export async function setLock(passphrase: string): Promise<void> {
	await ask('lock.set', { passphrase });
}

/** Has this page's authenticator open the lock as well. */
export async function addPasskey(passphrase: string): Promise<void> {
	const passkey = await makePasskey('bench', new AbortController().signal);
	await ask('lock.setPasskey', { ...passkey, current: { passphrase } });
}

export async function lock(): Promise<void> {
	await ask('lock.now');
}

/** Wakes the background by a message that it refuses. @returns when. */
export function wake(): number {
	const woken = now();
	browser.runtime.sendMessage('wake').catch(() => {});
	return woken;
}

/** Nothing wakes the background until it is woken and makes its alarms anew. */
export async function clearAlarms(): Promise<void> {
	await browser.alarms.clearAll();
}

/** What the witness in the background has told since it was last asked. */
export function testimony(): Testimony[] {
	return heard.splice(0);
}

export async function progress(): Promise<Progress> {
	return inStore(async (db) => {
		const status = await db.status.get('sync');
		return {
			isLive: status?.state === 'live',
			rooms: await db.rooms.count(),
			done: status?.progress?.done,
		};
	});
}

async function inStore<T>(read: (db: AccountDatabase) => Promise<T>): Promise<T> {
	const userId = await readActiveAccount();
	if (!userId) throw new Error('nobody is signed in');
	const db = new AccountDatabase(userId);
	try {
		return await read(db);
	} finally {
		db.close();
	}
}
