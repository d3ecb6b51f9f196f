import * as v from 'valibot';
import type { FailureCode, FailureDetails } from '../failure.ts';
import { wakeChoices } from '../store/settings.ts';

const roomId = v.pipe(v.string(), v.startsWith('!'), v.maxLength(255));
const userId = v.pipe(v.string(), v.regex(/^@[^:]+:.+$/), v.maxLength(255));
const address = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2048));
const typedKey = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096));
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
	/** Begins a reset of the identity, or brings the one that was begun to its end. */
	'identity.reset': v.object({ password: v.optional(v.string()) }),
	'identity.cancelReset': nothing,
	/** Whether that is the account's recovery key or passphrase: a failure says why not. */
	'identity.testKey': v.object({ recoveryKey: typedKey }),
	'identity.changeKey': v.object({ passphrase: v.optional(typedKey) }),
	/** A window shows the chats: it wants what is new. */
	'window.opened': nothing,
	/** The browser says that it is online or offline now: what is under way may wait on a dead socket. */
	'network.changed': nothing,
	'settings.setWakeMinutes': v.object({ wakeMinutes: v.picklist(wakeChoices) }),
	/** Something new is in the outbox. */
	'outbox.poke': nothing,
	/** A message that was held back may leave now. */
	'outbox.release': v.object({ transactionId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)) }),
	/** Fetches what is missing at one end of a gap: at the newer rows above it, or at the older ones below. */
	'timeline.fillGap': v.object({ roomId, order: v.number(), from: v.picklist(['above', 'below']) }),
	/** Everything up to the row at `order` was seen. */
	'room.markRead': v.object({ roomId, order: v.number() }),
	'room.markUnread': v.object({ roomId }),
	'room.createDirect': v.object({ userId }),
	'room.create': v.object({
		name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255)),
		invite: v.array(userId),
	}),
	/** `replaces` is the room that this one took the place of. */
	'room.join': v.object({ roomId, replaces: v.optional(roomId) }),
	'room.leave': v.object({ roomId }),
	/** The window cannot read its store. */
	'store.repair': nothing,
	/** The window has met a row of this room that is not what was written. */
	'store.check': v.object({ roomId }),
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
	'identity.cancelReset': undefined;
	'identity.testKey': undefined;
	'identity.changeKey': undefined;
	'window.opened': undefined;
	'network.changed': undefined;
	'settings.setWakeMinutes': undefined;
	'outbox.poke': undefined;
	'outbox.release': undefined;
	/** Whether something is still missing there. */
	'timeline.fillGap': { hasMore: boolean };
	'room.markRead': undefined;
	'room.markUnread': undefined;
	'room.createDirect': { roomId: string };
	'room.create': { roomId: string };
	'room.join': { roomId: string };
	'room.leave': undefined;
	/** Whether the account is here now; false when nothing is left of it. */
	'store.repair': { isHere: boolean };
	'store.check': undefined;
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
