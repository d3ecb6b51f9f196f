import { CryptoEvent, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { requestFailure } from '../account/request-failure.ts';
import type { Wakefulness } from '../browser/keep-awake.ts';
import type { IdentityContext } from '../crypto/identity.ts';
import { type CryptoChanges, type InternalCrypto, internalCrypto } from '../crypto/internal.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import { isUnderWay, type VerificationRow } from '../store/verification-row.ts';
import type { OpenEvent } from '../timeline/decrypt.ts';
import { announceRequest, withdrawRequest } from './announce.ts';
import { askFor } from './ask-for.ts';
import { Exchange, type Scanned, type VerificationAnswer } from './exchange.ts';
import { watchGainedKeys } from './gained-keys.ts';
import { giveUp, over, sortInterrupted, takePlace, tellInterrupted, toAskAgain } from './interrupted.ts';
import { learnSenders, requestTimes } from './known-senders.ts';
import { methods } from './methods.ts';
import { longestName, newRow } from './new-row.ts';
import { verificationEvent } from './room-event.ts';
import { takeAgain } from './unanswered.ts';
import { untilTrust } from './until-trust.ts';
import { isVerified } from './verified.ts';
import { withoutMalformed } from './well-formed.ts';

/** Nobody has more devices asking at the same time; somebody who sends more is not listened to. */
const mostUnderWay = 4;
/** Somebody who asks again sooner is shown, but not announced again. */
const quietMs = 60_000;
/** How many ended ones are kept to tell of. */
const mostEnded = 10;
const longestId = 255;

export interface VerificationContext extends IdentityContext {
	rooms: SdkRooms;
	awake: Wakefulness;
	/** Tries all messages again that cannot be read. */
	retry: () => Promise<void>;
}

/** Who is asked: a device of the account, the person of a direct chat, or whichever own device answers first. */
export interface Wanted {
	deviceId?: string | undefined;
	roomId?: string | undefined;
}

/** The verifications of the account while this background lives. */
export class Verifications {
	readonly #context: VerificationContext;
	readonly #crypto: InternalCrypto;
	readonly #ownUserId: string;
	readonly #exchanges = new Map<string, Exchange>();
	readonly #look: () => Promise<void>;
	/** Ended, and to be closed once the other side has been told why. */
	#ended: Exchange[] = [];
	/** When somebody's request was last announced, ms since the epoch. */
	readonly #announced = new Map<string, number>();
	readonly #heard = new Set<string>();
	#times = new Map<string, number>();
	#takenUp: Promise<void> | undefined;
	#finishing: Promise<void> = Promise.resolve();
	#receiving: Promise<void> = Promise.resolve();
	#hearing: Promise<void> = Promise.resolve();

	constructor(context: VerificationContext) {
		this.#context = context;
		this.#crypto = internalCrypto(context.client);
		this.#ownUserId = context.client.getSafeUserId();
		this.#crypto.setSupportedVerificationMethods(methods);
		this.#look = watchGainedKeys(context, context.retry);
		context.client.on(CryptoEvent.VerificationRequestReceived, (request) => {
			this.#receiving = this.#receiving
				.then(() => this.#receive(request))
				.catch((error: unknown) => log.warn('a verification request could not be taken', error));
		});
	}

	get isAnyUnderWay(): boolean {
		return this.#exchanges.size > 0;
	}

	/** Goes on with what an earlier background was in the middle of. */
	async start(): Promise<void> {
		await this.#takeUp();
		await tellInterrupted(this.#context);
	}

	/** The homeserver answers: what could not be told or asked before can be now. */
	async caughtUp(): Promise<void> {
		await this.#takeUp();
		await tellInterrupted(this.#context);
		for (const row of await toAskAgain(this.#context)) await this.#askAgain(row);
	}

	stop(): void {
		for (const exchange of this.#exchanges.values()) exchange.abandon();
	}

	/** To be called before an answer is given to crypto: what is older is there, and those who ask in it are known. */
	async prepare(changes: CryptoChanges): Promise<void> {
		await this.#takeUp();
		await this.#closeEnded();
		await learnSenders(this.#crypto, this.#ownUserId, changes);
	}

	/** `processSyncChanges` for crypto that is to take requests, which are durable when it resolves. */
	async processSyncChanges(all: CryptoChanges): ReturnType<InternalCrypto['processSyncChanges']> {
		const changes = withoutMalformed(all);
		this.#times = requestTimes(changes);
		const received = await this.#crypto.processSyncChanges(changes);
		await this.#receiving;
		return received;
	}

	/**
	 * Asks for a verification, or gives the one that goes on with the same side.
	 * @returns its id. @throws Failure when the homeserver can't be asked.
	 */
	async begin(wanted: Wanted): Promise<string> {
		await this.#takeUp();
		const same = this.#sameAs(wanted);
		if (same) return same.row.id;
		try {
			return await this.#ask(wanted);
		} catch (error) {
			throw requestFailure(error);
		}
	}

	/** Takes what is new in a room, if it belongs to a verification. */
	hear(roomId: string, opened: OpenEvent): void {
		const event = verificationEvent(roomId, this.#ownUserId, opened);
		if (!event) return;
		const id = event.getId() ?? '';
		// An answer of the homeserver may be taken again.
		if (this.#heard.has(id)) return;
		this.#heard.add(id);
		this.#hearing = this.#hearing
			.then(() => this.#crypto.onLiveEventFromSync(event))
			.catch((error: unknown) => log.warn('a verification event could not be taken', error));
	}

	/** Whether a person counts as verified, now that what has just been confirmed is kept. */
	async isVerified(userId: string): Promise<boolean> {
		await this.#finishing.catch(() => undefined);
		return await isVerified(this.#context.client, { userId });
	}

	/** Does what the person wants about one. @throws Failure `verificationOver` when it does not go on. */
	async answer(id: string, answer: VerificationAnswer): Promise<void> {
		await this.#takeUp();
		if (answer === 'cancel' && (await giveUp(this.#context.db, id))) return;
		const exchange = this.#exchanges.get(id);
		if (!exchange) throw new Failure('verificationOver');
		try {
			await exchange.answer(answer);
		} catch (error) {
			throw requestFailure(error);
		}
	}

	/** Takes the bytes of a code that was scanned for one. @throws Failure `verificationOver` when it does not go on. */
	async scan(id: string, code: Uint8Array): Promise<Scanned> {
		await this.#takeUp();
		const exchange = this.#exchanges.get(id);
		if (!exchange) throw new Failure('verificationOver');
		try {
			return await exchange.scan(code);
		} catch (error) {
			throw requestFailure(error);
		}
	}

	/** The person knows how it ended. */
	async forget(id: string): Promise<void> {
		const { verifications } = this.#context.db;
		const row = await verifications.get(id);
		if (!row || isUnderWay(row)) return;
		// What is still to be told to the other side needs its row.
		if (row.owesCancel) await verifications.update(id, { isWanted: false });
		else await verifications.delete(id);
	}

	async #receive(request: VerificationRequest): Promise<void> {
		const { db } = this.#context;
		const id = request.transactionId;
		if (!id || id.length > longestId || (request.otherDeviceId?.length ?? 0) > longestId) return;
		// Other people are verified in a room that one shares with them.
		if (request.isSelfVerification === (request.roomId !== undefined) || !request.pending) return;
		if (this.#exchanges.has(id) || this.#exchanges.size >= mostUnderWay) return;
		const kept = await db.verifications.get(id);
		// The same answer of the homeserver may come again after its request has ended.
		if (kept && (!isUnderWay(kept) || kept.isWanted)) return;
		const row = kept ?? (await newRow(db, request, this.#times.get(id)));
		const exchange = this.#follow(request, row);
		await exchange.kept();
		if (kept) return;
		const announced = this.#announced.get(exchange.row.userId) ?? 0;
		if (!isUnderWay(exchange.row) || Date.now() - announced < quietMs) return;
		this.#announced.set(exchange.row.userId, Date.now());
		await announceRequest(db, exchange.row);
	}

	#sameAs({ deviceId, roomId }: Wanted): Exchange | undefined {
		const isSame = ({ row }: Exchange): boolean =>
			row.roomId === roomId && (deviceId === undefined || row.deviceId === deviceId);
		return [...this.#exchanges.values()].find(isSame);
	}

	/** @param again what was interrupted, and whose place the new one takes. @returns the id of the new one. */
	async #ask(wanted: Wanted, again?: VerificationRow): Promise<string> {
		const { db } = this.#context;
		// The other side would turn both away if the earlier one still went on there.
		await tellInterrupted(this.#context);
		await this.#closeEnded();
		const request = await askFor(this.#context, wanted);
		const row = await newRow(db, request);
		if (again && !(await takePlace(db, again, row))) await request.cancel();
		const exchange = this.#follow(request, row);
		await exchange.kept();
		return exchange.row.id;
	}

	/** Once, for each background: what came unanswered to an earlier one is there before anything newer. */
	#takeUp(): Promise<void> {
		this.#takenUp ??= sortInterrupted(this.#context, (id) => this.#exchanges.has(id))
			.then(async (unanswered) => {
				for (const row of unanswered) await takeAgain(this.#crypto, this.#ownUserId, row);
				await this.#receiving;
				const dropped = unanswered.filter(({ id }) => !this.#exchanges.has(id));
				if (dropped.length > 0) await this.#context.db.verifications.bulkPut(dropped.map(over));
			})
			.catch((error: unknown) => log.warn('earlier verifications could not be taken up', error));
		return this.#takenUp;
	}

	async #askAgain(row: VerificationRow): Promise<void> {
		const { verifications } = this.#context.db;
		const wanted = { deviceId: row.deviceId, roomId: row.roomId };
		try {
			if (this.#sameAs(wanted)) await verifications.delete(row.id);
			else await this.#ask(wanted, row);
		} catch (error) {
			const { code } = requestFailure(error);
			log.warn('a verification could not be asked for anew', code);
			if (code === 'notAllowed' || code === 'noIdentity') await verifications.put(over(row));
		}
	}

	#follow(request: VerificationRequest, row: VerificationRow): Exchange {
		const { db, awake } = this.#context;
		const exchange = new Exchange(db, request, row, (deviceId) => this.#nameOf(row.userId, deviceId));
		this.#exchanges.set(row.id, exchange);
		void awake.during(async () => {
			const ended = await exchange.ended;
			this.#ended.push(exchange);
			await this.#finishUp(ended);
		});
		return exchange;
	}

	async #closeEnded(): Promise<void> {
		const closing = this.#ended.splice(0).map((exchange) => exchange.close());
		for (const { status } of await Promise.allSettled(closing)) {
			if (status === 'rejected') log.warn('the end of a verification could not be told');
		}
	}

	async #finishUp(row: VerificationRow): Promise<void> {
		this.#exchanges.delete(row.id);
		try {
			await withdrawRequest(row);
			if (row.phase === 'done') {
				this.#finishing = this.#finish(row);
				await this.#finishing;
			}
			await this.#dropOld();
		} catch (error) {
			log.warn('a verification could not be finished', error);
		}
	}

	/** Secrets and signatures go at once, not with the next answer of the homeserver. */
	async #finish(row: VerificationRow): Promise<void> {
		this.#crypto.onSyncCompleted({});
		if (row.roomId === undefined) await this.#look();
		else await untilTrust(this.#context.client, row.userId, () => isVerified(this.#context.client, row));
	}

	async #dropOld(): Promise<void> {
		const { verifications } = this.#context.db;
		const ended = (await verifications.toArray()).filter((row) => !isUnderWay(row) && !row.owesCancel);
		const old = ended.sort((a, b) => b.time - a.time).slice(mostEnded);
		await verifications.bulkDelete(old.map(({ id }) => id));
	}

	async #nameOf(userId: string, deviceId: string): Promise<string | undefined> {
		const devices = await this.#crypto.getUserDeviceInfo([userId]);
		return devices.get(userId)?.get(deviceId)?.displayName?.slice(0, longestName);
	}
}
