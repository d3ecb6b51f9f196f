import { log } from '../log.ts';
import type { PositionRow, SyncKind } from '../store/account-rows.ts';
import { isUnrecognized, statusOf } from './ask.ts';
import type { ChangeSet, SyncSource } from './change-set.ts';

/** So many answers in a row must be the homeserver's fault before its sliding sync is given up. */
const mostFaults = 3;

const dayMs = 86_400_000;

/**
 * Sliding sync where the homeserver offers it and it works, classic sync else. Which one is in use is in the
 * position. A change of kind begins anew with what the homeserver still holds: rows stay and are joined,
 * to-device messages that were not acknowledged come again, and devices are looked up.
 */
export class SourceChoice {
	readonly #sources: Record<SyncKind, SyncSource>;
	readonly #isSlidingOffered: (signal: AbortSignal) => Promise<boolean>;
	readonly #now: () => number;
	/** A request has failed since it was last asked what is offered: the homeserver may be another version. */
	#isUnsure = false;
	#faults = 0;

	/** @param isSlidingOffered asks the homeserver; throws when it can't be asked. */
	constructor(
		sources: Record<SyncKind, SyncSource>,
		isSlidingOffered: (signal: AbortSignal) => Promise<boolean>,
		now = Date.now,
	) {
		this.#sources = sources;
		this.#isSlidingOffered = isSlidingOffered;
		this.#now = now;
	}

	/** As `SyncSource.next`, by the kind of sync that the position names or that is the better one now. */
	async next(stored: PositionRow | undefined, timeoutMs: number, signal: AbortSignal): Promise<ChangeSet> {
		const position = await this.#choose(stored, signal);
		try {
			const changes = await this.#sources[position.source].next(position, timeoutMs, signal);
			this.#faults = 0;
			return changes;
		} catch (error) {
			if (signal.aborted) throw error;
			this.#isUnsure = true;
			const instead = position.source === 'sliding' && (await this.#afterFault(position, error, signal));
			if (!instead) throw error;
			log.warn('sliding sync is given up', error);
			this.#faults = 0;
			return await this.#sources.classic.next(instead, timeoutMs, signal);
		}
	}

	async #choose(stored: PositionRow | undefined, signal: AbortSignal): Promise<PositionRow> {
		const now = this.#now();
		if (!stored) {
			const source = (await this.#isSlidingOffered(signal)) ? 'sliding' : 'classic';
			return { id: 'sync', source, askedTime: now };
		}
		const isDue = this.#isUnsure || !isWithinDay(stored.askedTime, now);
		// A first sight is not begun twice.
		if (stored.source === 'sliding' || stored.awaited || !isDue) return stored;
		const isOffered = await this.#isSlidingOffered(signal).catch((error: unknown) => {
			// Whatever it says, classic sync has worked.
			if (statusOf(error) === undefined) throw error;
			return false;
		});
		this.#isUnsure = false;
		const mayUse = isOffered && !isWithinDay(stored.refusedTime, now);
		return mayUse ? beginning(stored, 'sliding', { askedTime: now }) : { ...stored, askedTime: now };
	}

	/** @returns where classic sync begins, once sliding sync is not to be had; undefined while it may be. */
	async #afterFault(
		position: PositionRow,
		error: unknown,
		signal: AbortSignal,
	): Promise<PositionRow | undefined> {
		if (isServersFault(error)) this.#faults += 1;
		if (!isUnrecognized(error) && this.#faults < mostFaults) return undefined;
		// Where this is not answered either, the whole homeserver is out of order.
		const isOffered = await this.#isSlidingOffered(signal).catch(() => undefined);
		if (isOffered === undefined) return undefined;
		const askedTime = this.#now();
		return beginning(position, 'classic', { askedTime, ...(isOffered && { refusedTime: askedTime }) });
	}
}

/** A position of the other kind, before its first answer. */
function beginning(
	{ isComplete }: PositionRow,
	source: SyncKind,
	times: Pick<PositionRow, 'askedTime' | 'refusedTime'>,
): PositionRow {
	return { id: 'sync', source, ...(isComplete && { isComplete }), ...times };
}

function isWithinDay(time: number | undefined, now: number): boolean {
	return time !== undefined && Math.abs(now - time) < dayMs;
}

/** An error of its own, an answer of the wrong shape, or one that is no JSON. */
function isServersFault(error: unknown): boolean {
	const status = statusOf(error);
	if (status !== undefined) return status >= 400 && status !== 401 && status !== 429;
	return error instanceof TypeError || error instanceof SyntaxError;
}
