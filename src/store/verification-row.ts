/**
 * How far a verification is: `requested` nobody accepted it yet; `ready` both sides are there and choose a
 * way; `started` the way is chosen; `compare` the emoji are shown; `scanned` the other side has scanned the
 * code of this one; `recognised` this side has scanned the other's; `confirmed` this side said that all
 * matches; `done` and `cancelled` are its ends.
 */
export type VerificationPhase =
	| 'requested'
	| 'ready'
	| 'started'
	| 'compare'
	| 'scanned'
	| 'recognised'
	| 'confirmed'
	| 'done'
	| 'cancelled';

/** Why a verification came to nothing. */
export type VerificationEnd =
	/** The other side does not want it, or stopped it. */
	| 'declined'
	| 'cancelledHere'
	| 'timedOut'
	/** What the two sides compared was not the same. */
	| 'mismatch'
	/** The code was scanned, but not by the other side, as the person here says. */
	| 'notScanned'
	/** Another device of the account took it over. */
	| 'acceptedElsewhere'
	/** The two sides know no way in common. */
	| 'noMethod'
	/** The other side's keys are not those that it is known by. */
	| 'keysDiffer'
	/** The background ended in the middle of it: nothing is left to go on from. */
	| 'interrupted'
	| 'failed';

/** One emoji of seven. */
export interface VerificationEmoji {
	symbol: string;
	/** As the specification names it, in English. */
	name: string;
}

/** A verification with another device of the account, or with another person. Client-server API §Key verification. */
export interface VerificationRow {
	/** Its transaction id; in a room, the event id of the request. */
	id: string;
	/** Whom it is with; the account itself when it is with another of its devices. */
	userId: string;
	/** The other device, as far as it is known. */
	deviceId?: string;
	deviceName?: string;
	/** What the other person is called. */
	personName?: string;
	/** The room that it goes through, with another person. */
	roomId?: string;
	isBegunHere: boolean;
	/** The person here began or accepted it: how it ends is news to them. */
	isWanted: boolean;
	/** It is this device that is to be confirmed by another one. */
	isThisNew: boolean;
	phase: VerificationPhase;
	/** Seven, while `phase` is `compare`. */
	emoji?: VerificationEmoji[];
	/** What the other side can scan, while `phase` is `ready`: the bytes of a QR code. */
	code?: Uint8Array;
	/** The other side shows a code that this one can scan. */
	canScan?: true;
	/** Set when `phase` is `cancelled`. */
	end?: VerificationEnd;
	/** When it was first seen here, ms since the epoch. */
	time: number;
	/** When it ends by itself, ms since the epoch. */
	deadline: number;
	/** What the other side can do, of a request that came and that nobody here has answered yet. */
	methods?: string[];
	/** The other side was not told yet that it was interrupted. */
	owesCancel?: true;
	/** It was interrupted, and the same side is asked anew once the homeserver answers. */
	asksAgain?: true;
	/** The id of the first of those that were interrupted, and in whose place this one asks anew. */
	replaces?: string;
}

/** Whether it is the one of that id, or asks anew in its place. */
export function isOrReplaces({ id, replaces }: VerificationRow, wanted: string | undefined): boolean {
	return wanted !== undefined && (id === wanted || replaces === wanted);
}

/** Whether it goes on. */
export function isUnderWay({ phase }: Pick<VerificationRow, 'phase'>): boolean {
	return phase !== 'done' && phase !== 'cancelled';
}
