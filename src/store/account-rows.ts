import type { PassphraseInfo } from 'matrix-js-sdk/lib/secret-storage.js';
import type { FailureCode } from '../failure.ts';
import type { Content } from './event-rows.ts';
import type { NotifySettings } from './notify-settings.ts';
import type { Sealed } from './seal.ts';
import type { FileKey } from './upload-rows.ts';

/**
 * How far this device is with the account's identity (cross-signing, secret storage, backup):
 * `unknown` not looked at yet; `missing` the account has none; `unsaved` made here, the recovery key
 * not confirmed as saved; `locked` made elsewhere, this device lacks its keys; `resetting` a new one is
 * taking its place; `ready`.
 */
export type IdentityState = 'unknown' | 'missing' | 'unsaved' | 'locked' | 'resetting' | 'ready';

/**
 * What is out of step among the account's keys: `noRecoveryKey` there is none; `secretsNotStored` the recovery
 * key does not give all of them back; `secretsNotHere` this device lacks the identity's, `backupKeyNotHere` the
 * backup's; `backupNotOurs` a backup that nobody here can open.
 */
export type KeyTrouble =
	| 'noRecoveryKey'
	| 'secretsNotStored'
	| 'secretsNotHere'
	| 'backupKeyNotHere'
	| 'backupNotOurs';

/** The private keys of an identity, each an unpadded base64 seed. */
export interface PrivateIdentity {
	master: string;
	selfSigning: string;
	userSigning: string;
}

export interface SessionRow {
	id: 'session';
	userId: string;
	deviceId: string;
	/** Client-server API base, without a trailing slash. */
	baseUrl: string;
	accessToken: Sealed<string>;
	/** What the next access token is asked for with, where the homeserver lets them expire. */
	refreshToken?: Sealed<string>;
	/** When the access token ends (ms since the epoch) and how long it was to live. */
	expiry?: { time: number; lifetimeMs: number };
	displayName?: string;
	avatarUrl?: string;
	identity: IdentityState;
	/** Kept only while an identity is being made, and until its recovery key is confirmed as saved. */
	recoveryKey?: Sealed<string>;
	/**
	 * What the identity was before the reset under way: the default secret storage key, the public master key, and
	 * its private keys if this device had them.
	 */
	reset?: {
		formerKeyId: string | null;
		formerMasterKey: string | undefined;
		formerKeys?: Sealed<PrivateIdentity>;
	};
	/** When the dehydrated device (MSC3814) was last made anew here, ms since the epoch. */
	dehydratedTime?: number;
	/** The recovery key is being changed: `recoveryKey` is the new one. */
	isKeyChanging?: true;
	/** How `recoveryKey` is made from its passphrase, if it has one. */
	passphraseInfo?: PassphraseInfo;
	/** The identity is ready, but something of its keys is out of step. */
	keyTrouble?: KeyTrouble;
	/** It is `locked` because another of the account's devices has reset it. */
	isIdentityReplaced?: boolean;
	/** The key backup that this device's keys were last uploaded to. */
	backupVersion?: string;
	/** The identity is being taken over with the recovery key, while it is `locked`. */
	isRecovering?: true;
	/** The person chose to give the recovery key later. */
	isRecoveryPostponed?: boolean;
	/** The largest file that the homeserver takes, in bytes, where it says so. */
	uploadLimit?: number;
	/** Set when the homeserver no longer accepts the token. */
	isRejected?: boolean;
	/** It keeps the device all the same: signing in again goes on with it (a soft logout). */
	keepsDevice?: boolean;
}

/** Which kind of sync the account uses: `/v3/sync`, or simplified sliding sync (MSC4186). */
export type SyncKind = 'classic' | 'sliding';

/** How far the account's sync is. */
export interface PositionRow {
	id: 'sync';
	source: SyncKind;
	/** Classic: where the next request goes on. Sliding: the connection's `pos`; absent before its first answer. */
	since?: string;
	/** Sliding: the `since` of its to-device extension, which outlives connections. */
	toDeviceSince?: string;
	/** Classic: joined rooms of a large account whose messages are still to be asked for. */
	awaited?: string[];
	/** Sliding: how many rooms the list has. Classic: how many were awaited at first. */
	roomCount?: number;
	/** Classic: the state of the awaited rooms is not here either. */
	isStateAwaited?: true;
	/** Sliding: how many rooms the list's window reaches over, counted from the top. */
	windowSize?: number;
	/** Every room of the account was seen once on this device: what is new here from now on is news. */
	isComplete?: true;
	/** What was last said of the device's keys on the homeserver, as crypto was told (`crypto-news.ts`). */
	keyCounts?: string;
	/** When it was last asked which kinds of sync the homeserver offers, ms since the epoch. */
	askedTime?: number;
	/** When sliding sync was given up although the homeserver offers it, ms since the epoch. */
	refusedTime?: number;
}

/** What the sync loop is doing, for the UI. */
export interface StatusRow {
	id: 'sync';
	/** `starting` until the first answer of a new account; `offline` when the last try failed. */
	state: 'starting' | 'live' | 'offline';
	failure?: FailureCode;
	/** How many of the account's rooms are here, while a large account comes in. */
	progress?: { done: number; total: number };
	/** ms since the epoch. */
	time: number;
}

/** Room on the disk that is held for bad times: inside of a browser's database file, and beside it. */
export interface ReserveRow {
	id: 'reserve';
	inline: Uint8Array<ArrayBuffer>;
	blob: Blob;
}

/** How the person wants Messa to be on this device. */
export interface SettingsRow {
	id: 'settings';
	/** How often a sleeping background looks for news, in minutes; below a minute it stays connected. */
	wakeMinutes?: number;
	/** After how many minutes without the person the lock closes; 0 is never. */
	lockMinutes?: number;
	/** Devices that their owners have not confirmed are left out (MSC4153). */
	excludesUnconfirmed?: boolean;
	/** Photos are sent with what they tell of where and when they were taken. */
	keepsPhotoMetadata?: boolean;
	/** The rooms where nothing is sent to such devices. */
	confirmedOnlyRooms?: string[];
	/** Addresses are shared as the browser knows them, with what tracks people. */
	keepsAddresses?: boolean;
	/** For how many seconds shares and messages can be taken back before they leave. */
	undoShares?: number;
	undoMessages?: number;
	notify?: NotifySettings;
}

/** An encrypted key file on its way between a window and the background. */
export interface KeyFileRow {
	id: string;
	file: Blob;
	/** How many of its keys were looked at, while it is imported. */
	progress?: { done: number; total: number };
	/** ms since the epoch. */
	time: number;
}

/** Work with many keys in the background, and how far it is. */
export interface KeyWorkRow {
	/** Into the key backup. */
	id: 'upload';
	/** Keys that are through, of how many. */
	done: number;
	total: number;
}

/** All keys out of the key backup, as the person asked for: how far that is. */
export interface RestoreRow {
	id: 'restore';
	/** The device that the keys are for: another one has none of them. */
	deviceId: string;
	/** One that is `running` goes on at the next start. */
	state: 'running' | 'cancelled' | 'failed' | 'done';
	failure?: FailureCode;
	/** Keys looked at, of how many that the backup holds. */
	done: number;
	total: number;
	/** Where to go on: the last room that is whole, in which version, and `done` by then. */
	resume?: { version: string; roomId: string; done: number };
}

/** Where a window was left, so that it opens there again. */
export interface ViewRow {
	id: 'popup' | 'panel';
	roomId: string | null;
	/** The row to be shown once, where the person has asked for a message. */
	order?: number;
	time: number;
}

/** A device of the account that this one knows of. */
export interface DeviceRow {
	deviceId: string;
	/** As its owner named it. */
	name?: string;
	/** The account's identity vouches for it, as far as this device can tell. */
	isConfirmed?: true;
	/** It signed in since, and the person has not looked at it. 1, for the index. */
	isNew?: 1;
}

/** Somebody has another identity than before, and the person has not decided about it. */
export interface IdentityChangeRow {
	userId: string;
	/** They were `confirmed`, so that sending waits; or their first identity was `pinned` as it was met. */
	kind: 'confirmed' | 'pinned';
}

export interface AccountDataRow {
	type: string;
	content: Content;
}

export interface MediaRow {
	/** The `mxc:` address of an avatar; of a message's file, what `fileMediaId` makes of it. */
	url: string;
	/** Absent while wanted or when it could not be had. */
	blob?: Blob;
	state: 'wanted' | 'here' | 'failed';
	/** Size of `blob`. */
	bytes?: number;
	/**
	 * What opens `blob`, where that is the attachment of a room without encryption: it is encrypted here all the
	 * same. The key of an encrypted attachment is in its message.
	 */
	fileKey?: Sealed<FileKey>;
	/** Why it could not be had. */
	failure?: FailureCode;
	/** How much of an attachment has come, in bytes. */
	received?: number;
	/** When it was wanted, or last used, give or take a day; ms since the epoch. */
	time: number;
}
