import { CryptoEvent, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { requestFailure } from '../account/request-failure.ts';
import type { Wakefulness } from '../browser/keep-awake.ts';
import type { IdentityContext } from '../crypto/identity.ts';
import { type CryptoChanges, type InternalCrypto, internalCrypto } from '../crypto/internal.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import { isUnderWay, type VerificationRow } from '../store/verification-row.ts';
import { announceRequest, withdrawRequest } from './announce.ts';
import { Exchange, type VerificationAnswer } from './exchange.ts';
import { watchGainedKeys } from './gained-keys.ts';
import { endInterrupted, tellInterrupted } from './interrupted.ts';
import { learnSenders, requestTimes } from './known-senders.ts';

/** Client-server API §Key verification framework: ten minutes after it was asked for. */
const lifetimeMs = 10 * 60_000;
/** Nobody has more devices asking at the same time; somebody who sends more is not listened to. */
const mostUnderWay = 4;
/** How many ended ones are kept to tell of. */
const mostEnded = 10;
const longestId = 255;
const longestName = 100;

export interface VerificationContext extends IdentityContext {
	awake: Wakefulness;
	/** Tries all messages again that cannot be read. */
	retry: () => Promise<void>;
}

/** What is asked for: another device of the account, or whichever of them answers first. */
export interface Wanted {
	deviceId?: string | undefined;
}

/** The verifications of the account while this background lives. */
export class Verifications {
	readonly #context: VerificationContext;
	readonly #crypto: InternalCrypto;
	readonly #ownUserId: string;
	readonly #exchanges = new Map<string, Exchange>();
	readonly #look: () => Promise<void>;
	#times = new Map<string, number>();
	#receiving: Promise<void> = Promise.resolve();

	constructor(context: VerificationContext) {
		this.#context = context;
		this.#crypto = internalCrypto(context.client);
		this.#ownUserId = context.client.getSafeUserId();
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

	/** Says so of what an earlier background was in the middle of. */
	async start(): Promise<void> {
		await endInterrupted(this.#context, (id) => this.#exchanges.has(id));
	}

	/** The homeserver answers: what could not be told before can be now. */
	async caughtUp(): Promise<void> {
		await tellInterrupted(this.#context);
	}

	stop(): void {
		for (const exchange of this.#exchanges.values()) exchange.abandon();
	}

	/** `processSyncChanges` for crypto that is to take requests, which are durable when it resolves. */
	async processSyncChanges(changes: CryptoChanges): ReturnType<InternalCrypto['processSyncChanges']> {
		this.#times = requestTimes(changes);
		await learnSenders(this.#crypto, this.#ownUserId, changes);
		const received = await this.#crypto.processSyncChanges(changes);
		await this.#receiving;
		return received;
	}

	/**
	 * Asks for a verification, or gives the one that goes on with the same side.
	 * @returns its id. @throws Failure when the homeserver can't be asked.
	 */
	async begin({ deviceId }: Wanted): Promise<string> {
		const isSame = ({ row }: Exchange): boolean =>
			row.userId === this.#ownUserId && (deviceId === undefined || row.deviceId === deviceId);
		const same = [...this.#exchanges.values()].find(isSame);
		if (same) return same.row.id;
		try {
			if (!(await this.#crypto.userHasCrossSigningKeys(this.#ownUserId, true)))
				throw new Failure('notAllowed');
			const request = deviceId
				? await this.#crypto.requestDeviceVerification(this.#ownUserId, deviceId)
				: await this.#crypto.requestOwnUserVerification();
			const exchange = await this.#follow(request, Date.now(), true);
			await exchange.kept();
			return exchange.row.id;
		} catch (error) {
			throw requestFailure(error);
		}
	}

	/** Does what the person wants about one. @throws Failure `verificationOver` when it does not go on. */
	async answer(id: string, answer: VerificationAnswer): Promise<void> {
		const exchange = this.#exchanges.get(id);
		if (!exchange) throw new Failure('verificationOver');
		try {
			await exchange.answer(answer);
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
		if (!request.isSelfVerification || !request.pending) return;
		if (this.#exchanges.has(id) || this.#exchanges.size >= mostUnderWay) return;
		// The same answer of the homeserver may come again after its request has ended.
		if (await db.verifications.get(id)) return;
		const exchange = await this.#follow(request, this.#times.get(id) ?? Date.now(), false);
		await exchange.kept();
		if (isUnderWay(exchange.row)) await announceRequest(exchange.row, exchange.row.userId);
	}

	/** @param askedTime when it was asked for, ms since the epoch */
	async #follow(request: VerificationRequest, askedTime: number, isBegunHere: boolean): Promise<Exchange> {
		const { db, awake } = this.#context;
		const session = await db.session.get('session');
		const id = request.transactionId;
		if (!id) throw new Error('a request that was sent has an id');
		const time = Date.now();
		const row: VerificationRow = {
			id,
			userId: request.otherUserId,
			isBegunHere,
			isWanted: isBegunHere,
			isThisNew: session?.identity === 'locked',
			phase: 'requested',
			time,
			deadline: Math.min(askedTime, time) + lifetimeMs,
		};
		const exchange = new Exchange(db, request, row, (deviceId) => this.#nameOf(row.userId, deviceId));
		this.#exchanges.set(id, exchange);
		void awake.during(async () => this.#ended(await exchange.ended));
		return exchange;
	}

	async #ended(row: VerificationRow): Promise<void> {
		this.#exchanges.delete(row.id);
		try {
			await withdrawRequest(row);
			if (row.phase === 'done') await this.#finish();
			await this.#dropOld();
		} catch (error) {
			log.warn('a verification could not be finished', error);
		}
	}

	/** Secrets are asked for and given at once, not with the next answer of the homeserver. */
	async #finish(): Promise<void> {
		this.#crypto.onSyncCompleted({});
		await this.#look();
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
