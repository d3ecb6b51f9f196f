// What a measurement does inside of an extension page: bundled by `bundle.ts`, called through `surface.ts`.
import { browser } from 'wxt/browser';
import { ask } from '../../src/rpc/ask.ts';
import type { IdentityState } from '../../src/store/account-rows.ts';
import { writeUndo } from '../../src/store/settings.ts';
import { makePasskey } from '../../src/ui/lock/passkey.ts';
import { now } from '../clock.ts';
import { inStore } from './store.ts';
import { channelName, type Testimony } from './witness.ts';

export { addFileField, postFile, whenUploaded } from './files.ts';
export {
	openedPicker,
	openedRoom,
	sentMessage,
	sentSheet,
	unlocked,
	watchForMessage,
	watchForPicker,
	watchForRoom,
	watchForSheet,
	watchForUnlock,
	whenRoomsArePainted,
} from './paint.ts';
export { beginRestore, restored } from './restore.ts';
export { scrollThrough } from './scroll.ts';
export { verify } from './verify.ts';

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

/** Takes the account's identity and backup over, as a person with the recovery key does. */
export async function recover(recoveryKey: string): Promise<void> {
	await ask('identity.recover', { recoveryKey });
}

/** How far the background knows this device to be with the account's identity. */
export async function identityState(): Promise<IdentityState | undefined> {
	return inStore(async (db) => (await db.session.get('session'))?.identity);
}

/** What is shared leaves at once. */
export async function shareAtOnce(): Promise<void> {
	await inStore((db) => writeUndo(db, { shares: 0 }));
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
