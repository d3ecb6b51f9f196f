import {
	VerificationPhase,
	type VerificationRequest,
	VerificationRequestEvent,
	type Verifier,
	VerifierEvent,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import { isUnderWay, type VerificationEnd, type VerificationRow } from '../store/verification-row.ts';
import { type Known, progressOf } from './progress.ts';
import { verificationOf } from './scanned-code.ts';
import { shownCode, showsCode } from './shown-code.ts';

/** What the person here can do about a verification. */
export type VerificationAnswer = 'accept' | 'compare' | 'confirm' | 'mismatch' | 'cancel';

/** What a code that was scanned is: `taken` for this verification, `noCode` for none, `otherCode` for another one. */
export type Scanned = 'taken' | 'noCode' | 'otherCode';

/** Who compares emoji without looking has begun to by then. */
const settleMs = 500;

/** One verification while it goes on in this background; its row is kept as its request is. */
export class Exchange {
	/** Resolves with how it ended, once its row says so. */
	readonly ended: Promise<VerificationRow>;
	readonly #db: AccountDatabase;
	/** Held: the SDK forgets a request that nobody holds. */
	readonly #request: VerificationRequest;
	readonly #nameDevice: (deviceId: string) => Promise<string | undefined>;
	readonly #end: (row: VerificationRow) => void;
	readonly #timer: ReturnType<typeof setTimeout>;
	#row: VerificationRow;
	#verifier: Verifier | undefined;
	#known: Known;
	/** Asked for once, when both sides are there. */
	#code: Promise<Uint8Array | undefined> | undefined;
	/** The reason of an end that was decided here, which the SDK does not tell from the same user's other device. */
	#decided: VerificationEnd | undefined;
	#writing: Promise<void> = Promise.resolve();

	constructor(
		db: AccountDatabase,
		request: VerificationRequest,
		row: VerificationRow,
		nameDevice: (deviceId: string) => Promise<string | undefined>,
	) {
		this.#db = db;
		this.#request = request;
		this.#row = row;
		this.#nameDevice = nameDevice;
		const { promise, resolve } = Promise.withResolvers<VerificationRow>();
		this.ended = promise;
		this.#end = resolve;
		this.#timer = setTimeout(() => void this.#expire(), Math.max(0, row.deadline - Date.now()));
		request.on(VerificationRequestEvent.Change, this.#changed);
		this.#changed();
	}

	get row(): VerificationRow {
		return this.#row;
	}

	/** Resolves once the row is what the request was at this call. */
	async kept(): Promise<void> {
		await this.#writing;
	}

	/** Does what the person here wants. @throws Failure `verificationOver` when it cannot be done any more. */
	async answer(answer: VerificationAnswer): Promise<void> {
		if (!isUnderWay(this.#row)) throw new Failure('verificationOver');
		await this.#do(answer);
		this.#changed();
		await this.kept();
	}

	/**
	 * Takes the bytes of a code that was scanned. One for this verification with other keys in it ends it.
	 * @throws Failure `verificationOver` when there is nothing to be scanned (any more).
	 */
	async scan(code: Uint8Array): Promise<Scanned> {
		if (this.#row.phase !== 'ready') throw new Failure('verificationOver');
		const id = verificationOf(code);
		if (id !== this.#row.id) return id === undefined ? 'noCode' : 'otherCode';
		await this.#code;
		this.#known = 'recognised';
		try {
			await this.#request.scanQRCode(new Uint8ClampedArray(code));
		} catch (error) {
			this.#known = undefined;
			// Crypto has refused it, if it was not the homeserver that could not be told.
			if (requestFailure(error).code !== 'unknown') throw error;
			this.#decided = 'keysDiffer';
			await this.#request.cancel();
		}
		this.#changed();
		await this.kept();
		return 'taken';
	}

	/**
	 * Closes the request of a verification that has ended. A code that comes back with another secret cancels its
	 * verification alone; crypto would cancel the next request of the same side beside one that is left open.
	 */
	async close(): Promise<void> {
		const { phase, cancellationCode } = this.#request;
		if (phase === VerificationPhase.Cancelled && cancellationCode === null) await this.#request.cancel();
	}

	/** The background gives it up: its row stays as it is, for the next one to end. */
	abandon(): void {
		clearTimeout(this.#timer);
		this.#request.off(VerificationRequestEvent.Change, this.#changed);
		this.#verifier?.off(VerifierEvent.ShowSas, this.#changed);
		this.#end(this.#row);
	}

	async #do(answer: VerificationAnswer): Promise<void> {
		const sas = this.#verifier?.getShowSasCallbacks();
		const scanned = this.#verifier?.getReciprocateQrCodeCallbacks();
		switch (answer) {
			case 'accept':
				if (this.#row.phase !== 'requested') return;
				this.#row = { ...this.#row, isWanted: true };
				// Before the other side hears it: a request that stands as unanswered is taken up again as it came.
				await this.#db.verifications.update(this.#row.id, { isWanted: true });
				await this.#request.accept();
				return;
			case 'compare':
				// A code that came to be afterwards would take the place of the comparison.
				await this.#code;
				if (this.#row.phase === 'ready') await this.#request.startVerification('m.sas.v1');
				return;
			case 'confirm':
				if (this.#known || !(sas || scanned)) return;
				this.#known = 'confirmed';
				await sas?.confirm();
				scanned?.confirm();
				return;
			case 'mismatch':
				this.#decided = scanned ? 'notScanned' : 'mismatch';
				sas?.mismatch();
				scanned?.cancel();
				return;
			case 'cancel':
				this.#decided = 'cancelledHere';
				await this.#request.cancel();
		}
	}

	async #expire(): Promise<void> {
		this.#decided = 'timedOut';
		await this.#request.cancel().catch((error: unknown) => log.warn('a timeout could not be told', error));
		this.#changed();
	}

	readonly #changed = (): void => {
		this.#writing = this.#writing
			.then(() => this.#update())
			.catch((error: unknown) => log.warn('a verification could not be kept', error));
	};

	async #update(): Promise<void> {
		if (!isUnderWay(this.#row)) return;
		this.#takeVerifier();
		const { emoji: _, code: __, canScan: ___, ...before } = this.#row;
		const progress = progressOf(this.#request, this.#known);
		const ways = progress.phase === 'ready' ? await this.#ways() : {};
		this.#row = { ...before, ...progress, ...(await this.#otherDevice()), ...ways };
		if (progress.end && this.#decided) this.#row.end = this.#decided;
		await this.#db.verifications.put(this.#row);
		if (!isUnderWay(this.#row)) this.abandon();
	}

	/** Goes along with the way that was chosen, by whichever side. */
	#takeVerifier(): void {
		const { verifier } = this.#request;
		if (!verifier || verifier === this.#verifier) return;
		this.#verifier = verifier;
		verifier.on(VerifierEvent.ShowSas, this.#changed);
		// How it ends is read from the request.
		verifier.verify().catch(() => undefined);
	}

	/** What there is to be scanned, on either side. */
	async #ways(): Promise<Pick<VerificationRow, 'code' | 'canScan'>> {
		this.#code ??= this.#makeCode();
		const code = await this.#code;
		return { ...(code && { code }), ...(showsCode(this.#request) && { canScan: true }) };
	}

	/** Not while the other side may be starting to compare: a code that came to be beside it would take its place. */
	async #makeCode(): Promise<Uint8Array | undefined> {
		await new Promise((resolve) => setTimeout(resolve, settleMs));
		return this.#request.phase === VerificationPhase.Ready ? await shownCode(this.#request) : undefined;
	}

	async #otherDevice(): Promise<Pick<VerificationRow, 'deviceId' | 'deviceName'>> {
		const { otherDeviceId } = this.#request;
		if (otherDeviceId === undefined || otherDeviceId === this.#row.deviceId) return {};
		const deviceName = await this.#nameDevice(otherDeviceId);
		return { deviceId: otherDeviceId, ...(deviceName && { deviceName }) };
	}
}
