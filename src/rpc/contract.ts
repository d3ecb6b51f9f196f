import * as v from 'valibot';
import type { FailureCode, FailureDetails } from '../failure.ts';
import { lockChoices, undoChoices, wakeChoices } from '../store/settings.ts';
import { notifyRequests } from './notify-requests.ts';
import { roomId } from './shapes.ts';

const userId = v.pipe(v.string(), v.regex(/^@[^:]+:.+$/), v.maxLength(255));
const address = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2048));
const passphrase = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096));
const deviceId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(255));
const verificationId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(255));
const typedKey = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096));
const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const keyBytes = v.pipe(v.array(byte), v.length(32));
/** What opens a lock: the passphrase, or what the passkey gave. */
const opener = v.union([v.object({ passphrase }), v.object({ passkey: keyBytes })]);
const nothing = v.optional(v.undefined());

/** What a window may ask of the background, and the shape of each question. */
export const requests = {
	'account.discover': v.object({ address }),
	'account.signIn': v.object({
		baseUrl: address,
		/** A user id or its localpart. */
		user: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255)),
		password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096)),
	}),
	'account.signOut': nothing,
	/** Makes the identity of an account that has none, or gives the recovery key not yet confirmed. */
	'identity.create': v.object({ password: v.optional(v.string()) }),
	'identity.confirmSaved': nothing,
	/** `replacesBackup`: a backup that cannot be opened gives way to a new one. */
	'identity.recover': v.object({ recoveryKey: typedKey, replacesBackup: v.optional(v.boolean()) }),
	'identity.postpone': nothing,
	/** Brings a reset of the identity to its end that was begun; where none was, `begins` one. */
	'identity.reset': v.object({ password: v.optional(v.string()), begins: v.optional(v.boolean()) }),
	/** Whether a reset takes the account's password. */
	'identity.takesPassword': nothing,
	'identity.cancelReset': nothing,
	/** What stands between this device's keys and their loss. */
	'backup.look': nothing,
	/** Puts what is missing into the key backup, now. */
	'backup.finish': nothing,
	'backup.turnOff': nothing,
	'backup.turnOn': v.object({ recoveryKey: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096)) }),
	/** Begins to bring all keys from the backup, or goes on with it; the row `restore` tells how far it is. */
	'backup.restore': nothing,
	'backup.cancelRestore': nothing,
	/** Encrypts all keys of this device for a file, which is left in the store (`key-files.ts`). */
	'keys.export': v.object({ passphrase }),
	/** Takes in the keys of a file that was left in the store. */
	'keys.import': v.object({ id: v.pipe(v.string(), v.uuid()), passphrase }),
	/** How many other devices of the account can hold keys. */
	'devices.countOthers': nothing,
	'devices.list': nothing,
	'devices.rename': v.object({
		deviceId,
		name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
	}),
	/** The password only where the homeserver asks for it. */
	'devices.signOut': v.object({
		deviceIds: v.pipe(v.array(deviceId), v.nonEmpty()),
		password: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096))),
	}),
	/** The person has seen which devices are new. */
	'devices.acknowledge': nothing,
	/** Sets the lock's passphrase; `current` opens the lock of before. */
	'lock.set': v.object({ passphrase, current: v.optional(opener) }),
	/** Sets the lock's passkey; `answer` is what it gives for `salt`. */
	'lock.setPasskey': v.object({
		credentialId: v.pipe(v.array(byte), v.nonEmpty(), v.maxLength(1024)),
		salt: keyBytes,
		answer: keyBytes,
		current: v.optional(opener),
	}),
	'lock.removePasskey': v.object({ current: opener }),
	'lock.remove': v.object({ current: opener }),
	'lock.unlock': opener,
	/** Whether that opens the lock: a failure says why not. */
	'lock.check': opener,
	'lock.now': nothing,
	'lock.setMinutes': v.object({ minutes: v.picklist(lockChoices) }),
	/** Whether that is the account's recovery key or passphrase: a failure says why not. */
	'identity.testKey': v.object({ recoveryKey: typedKey }),
	'identity.changeKey': v.object({ passphrase: v.optional(typedKey) }),
	/** A window shows the chats: it wants what is new. */
	'window.opened': nothing,
	/** The browser says that it is online or offline now: what is under way may wait on a dead socket. */
	'network.changed': nothing,
	'settings.setWakeMinutes': v.object({ wakeMinutes: v.picklist(wakeChoices) }),
	/** Whether photos lose what they tell of where and when they were taken before they are sent. */
	'attach.stripPhotos': v.object({ isOn: v.boolean() }),
	/** Whether addresses are shared without what tracks people. */
	'settings.cleanAddresses': v.object({ isOn: v.boolean() }),
	'settings.setUndo': v.object({
		shares: v.optional(v.picklist(undoChoices)),
		messages: v.optional(v.picklist(undoChoices)),
	}),
	...notifyRequests,
	/** Something new is in the outbox. */
	'outbox.poke': nothing,
	/** A message that was held back may leave now. */
	'outbox.release': v.object({ transactionId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)) }),
	/** Fetches what is missing at one end of a gap: at the newer rows above it, or at the older ones below. */
	'timeline.fillGap': v.object({ roomId, order: v.number(), from: v.picklist(['above', 'below']) }),
	/** Looks once more for the key of the row at `order`. */
	'timeline.lookAgain': v.object({ roomId, order: v.number() }),
	/** A window shows the room: its messages are looked at again by what is known now of their senders. */
	'trust.look': v.object({ roomId }),
	/** Somebody begins to write there. */
	'trust.prepare': v.object({ roomId }),
	/** Whether devices that their owners have not confirmed are left out. */
	'trust.exclude': v.object({ isOn: v.boolean() }),
	/** Whether what is sent to a room reaches only devices that their owners have confirmed. */
	'trust.excludeInRoom': v.object({ roomId, isOn: v.boolean() }),
	/** Who can read what is sent to a room now. */
	'trust.readers': v.object({ roomId }),
	/** The person goes on with somebody's new identity; one who was confirmed is so no more. */
	'trust.acceptIdentity': v.object({ userId }),
	/** Everything up to the row at `order` was seen. */
	'room.markRead': v.object({ roomId, order: v.number() }),
	'room.markUnread': v.object({ roomId }),
	'room.createDirect': v.object({ userId }),
	/** Gives the room of one's own, which is made at first use. */
	'room.noteToSelf': nothing,
	'room.create': v.object({
		name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255)),
		invite: v.array(userId),
	}),
	/** `replaces` is the room that this one took the place of. */
	'room.join': v.object({ roomId, replaces: v.optional(roomId) }),
	'room.leave': v.object({ roomId }),
	/** `sharesHistory`: the person was told that earlier messages can be read then. */
	'room.invite': v.object({ roomId, userId, sharesHistory: v.boolean() }),
	/** The person does not want somebody invited any more, or knows that it was refused. */
	'room.forgetInvitation': v.object({ roomId, userId }),
	/** The window cannot read its store. */
	'store.repair': nothing,
	/** The window has met a row of this room that is not what was written. */
	'store.check': v.object({ roomId }),
	/** Asks another device of the account (any of them, without an id), or the person of a direct chat. */
	'verification.begin': v.object({
		deviceId: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(255))),
		roomId: v.optional(roomId),
	}),
	'verification.isVerified': v.object({ userId }),
	'verification.answer': v.object({
		id: verificationId,
		answer: v.picklist(['accept', 'compare', 'confirm', 'mismatch', 'cancel']),
	}),
	/** A code that was scanned for it: its bytes, in base64. */
	'verification.scan': v.object({
		id: verificationId,
		code: v.pipe(v.string(), v.base64(), v.maxLength(8192)),
	}),
	/** The person knows how it ended. */
	'verification.forget': v.object({ id: verificationId }),
	/** A message's file is wanted: how far that is stands in its row. */
	'media.fetch': v.object({
		url: v.pipe(v.string(), v.startsWith('mxc://'), v.maxLength(512)),
		isEncrypted: v.boolean(),
	}),
	'media.want': v.object({ url: v.pipe(v.string(), v.startsWith('mxc://'), v.maxLength(512)) }),
} as const;

export type Method = keyof typeof requests;

export interface Discovered {
	/** Client-server API base, without a trailing slash. */
	baseUrl: string;
	/** The part after the colon in this server's user ids. */
	serverName: string;
	/** Set when a full user id was given. */
	userId?: string;
}

/** One of the account's devices. */
export interface OwnDevice {
	deviceId: string;
	name?: string;
	/** ms since the epoch, as the homeserver says. */
	lastSeen?: number;
	isThis: boolean;
	/** Whether the account's identity vouches for it, as far as this device can tell; `noKeys` cannot encrypt. */
	trust: 'confirmed' | 'unconfirmed' | 'noKeys';
}

export interface OwnDevices {
	devices: OwnDevice[];
	/** Where they are signed out, if not here: the page of an OAuth provider. */
	accountPage?: string;
}

/** The key backup: `on`; `none` the account has none; `locked` it has one that this device cannot use. */
export interface BackupState {
	kind: 'on' | 'none' | 'locked';
	/** Keys on this device, and how many of them the backup holds. */
	keys: number;
	stored: number;
}

/** Somebody whose devices get the keys of what is sent to a room. */
export interface Reader {
	userId: string;
	/** As they call themselves there. */
	name: string;
	/** How many devices that can decrypt are known, and how many of those their owner has not confirmed. */
	devices: number;
	unconfirmed: number;
	/** The person has confirmed them. */
	isConfirmed: boolean;
}

/** What the background answers. */
export interface Answers {
	'account.discover': Discovered;
	'account.signIn': { userId: string };
	'account.signOut': undefined;
	'identity.create': { recoveryKey: string };
	'identity.confirmSaved': undefined;
	'identity.recover': undefined;
	'identity.postpone': undefined;
	'identity.reset': undefined;
	'identity.takesPassword': boolean;
	'identity.cancelReset': undefined;
	'backup.look': BackupState;
	'backup.finish': undefined;
	'backup.turnOff': undefined;
	'backup.turnOn': undefined;
	'backup.restore': undefined;
	'backup.cancelRestore': undefined;
	'keys.export': { id: string };
	/** How many of the file's keys were new here. */
	'keys.import': { imported: number; total: number };
	'devices.countOthers': number;
	'devices.list': OwnDevices;
	'devices.rename': undefined;
	'devices.signOut': undefined;
	'devices.acknowledge': undefined;
	'lock.set': undefined;
	'lock.setPasskey': undefined;
	'lock.removePasskey': undefined;
	'lock.remove': undefined;
	'lock.unlock': undefined;
	'lock.check': undefined;
	'lock.now': undefined;
	'lock.setMinutes': undefined;
	'identity.testKey': undefined;
	'identity.changeKey': undefined;
	'window.opened': undefined;
	'network.changed': undefined;
	'settings.setWakeMinutes': undefined;
	'attach.stripPhotos': undefined;
	'settings.cleanAddresses': undefined;
	'settings.setUndo': undefined;
	'notify.changeRules': undefined;
	'notify.changeSettings': undefined;
	'outbox.poke': undefined;
	'outbox.release': undefined;
	/** Whether something is still missing there. */
	'timeline.fillGap': { hasMore: boolean };
	'timeline.lookAgain': undefined;
	'trust.look': undefined;
	'trust.prepare': undefined;
	'trust.exclude': undefined;
	'trust.excludeInRoom': undefined;
	'trust.readers': Reader[];
	'trust.acceptIdentity': undefined;
	'room.markRead': undefined;
	'room.markUnread': undefined;
	'room.createDirect': { roomId: string };
	'room.noteToSelf': { roomId: string };
	'room.create': { roomId: string };
	'room.join': { roomId: string };
	'room.leave': undefined;
	/** Why it is not done yet is in its row. */
	'room.invite': { isInvited: boolean };
	'room.forgetInvitation': undefined;
	/** Whether the account is here now; false when nothing is left of it. */
	'store.repair': { isHere: boolean };
	'store.check': undefined;
	'verification.begin': { id: string };
	'verification.isVerified': { isVerified: boolean };
	'verification.answer': undefined;
	/** `taken`: the row tells the rest; `noCode`, `otherCode`: it is none, or one of another verification. */
	'verification.scan': { scanned: 'taken' | 'noCode' | 'otherCode' };
	'verification.forget': undefined;
	'media.fetch': undefined;
	'media.want': undefined;
}

export type Params<M extends Method> = v.InferInput<(typeof requests)[M]>;
export type Checked<M extends Method> = v.InferOutput<(typeof requests)[M]>;

export interface Request {
	version: number;
	method: Method;
	params: unknown;
}

export type Response<M extends Method = Method> =
	| { ok: true; value: Answers[M] }
	| { ok: false; code: FailureCode; details: FailureDetails };
