/** Everything that can go wrong in a way that a person can be told about; each has words in the catalogue. */
export type FailureCode =
	| 'badAddress'
	| 'noSuchHost'
	| 'notMatrix'
	| 'wellKnownMalformed'
	| 'unreachable'
	| 'insecure'
	| 'serverTooOld'
	| 'noPasswordLogin'
	| 'wrongPassword'
	| 'deactivated'
	| 'rateLimited'
	| 'offline'
	| 'signedOut'
	| 'locked'
	| 'wrongPassphrase'
	| 'tooManyGuesses'
	| 'passkeyWrong'
	| 'passkeyCancelled'
	| 'passkeyUnavailable'
	| 'passkeyTooPlain'
	| 'passwordNeeded'
	| 'badRecoveryKey'
	| 'keyCharacter'
	| 'keyTooShort'
	| 'keyTooLong'
	| 'keyCase'
	| 'keyMistyped'
	| 'wrongRecoveryKey'
	| 'replacedRecoveryKey'
	| 'wrongRecoveryPassphrase'
	| 'noRecoveryKey'
	| 'resetNotAllowed'
	| 'wrongFilePassphrase'
	| 'noBackup'
	| 'notKeyFile'
	| 'keyFileDamaged'
	| 'keyFileTooLarge'
	| 'noKeys'
	| 'emptySecretStorage'
	| 'noSuchUser'
	| 'inviteServerGone'
	| 'inviteAlreadyIn'
	| 'inviteBanned'
	| 'inviteNotAllowed'
	| 'notAllowed'
	| 'tooLarge'
	| 'identityChanged'
	| 'trustUnconfirmedHere'
	| 'maybeSent'
	| 'pageUnreadable'
	| 'pageIsFile'
	| 'pictureNotTaken'
	| 'articleMissing'
	| 'diskFull'
	| 'verificationOver'
	| 'noIdentity'
	| 'backgroundGone'
	| 'outdated'
	| 'badRequest'
	| 'attachTooLarge'
	| 'attachTooLargeHere'
	| 'attachGone'
	| 'attachUnreadable'
	| 'attachDamaged'
	| 'attachMissing'
	| 'unknown';

export interface FailureDetails {
	/** How long the server asks to wait before the next try, in ms. */
	retryAfterMs?: number;
	/** In a mistyped recovery key: a character that none can have, and the group of four that it is in, from 1. */
	character?: string;
	group?: number;
	/** How many characters are missing or too many. */
	count?: number;
	/** The account's own page where the person allows it: https, or http on this machine. */
	page?: string;
	/** Technical text for a report: never a secret, never message content. */
	technical?: string;
}

/** The one error type that crosses folders and the RPC boundary. */
export class Failure extends Error {
	override readonly name = 'Failure';
	readonly code: FailureCode;
	readonly details: FailureDetails;

	constructor(code: FailureCode, details: FailureDetails = {}) {
		super(details.technical ? `${code}: ${details.technical}` : code);
		this.code = code;
		this.details = details;
	}
}
