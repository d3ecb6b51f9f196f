import type { MatrixEvent, Room } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { shownRooms } from '../browser/shown-rooms.ts';
import { internalCrypto } from '../crypto/internal.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import { log } from '../log.ts';
import type { Reader } from '../rpc/contract.ts';
import { writeExclusion, writeRoomExclusion } from '../store/settings.ts';
import type { TimelineContext } from '../timeline/plan.ts';
import { Exclusion } from './exclusion.ts';
import { IdentityChanges } from './identity-changes.ts';
import { listReaders } from './readers.ts';
import { reviewShields } from './review-shields.ts';
import { forgetShields } from './shield.ts';

/** In a larger room people's keys are asked for when it is sent to, not when it is opened. */
const mostMembers = 100;

/** What a change of trust sets going. */
export interface TrustEffects {
	/** Nothing more stands in the way of sending to somebody. */
	decided: () => void;
	/** Messages that were not shown for who sent them may be shown now. */
	retry: () => void;
}

/** What can be said of the people in the rooms on screen, kept up to date as it changes. */
export class RoomTrust {
	readonly #context: TimelineContext;
	readonly #rooms: SdkRooms;
	readonly #changes: IdentityChanges;
	readonly #exclusion: Exclusion;
	readonly #effects: TrustEffects;
	#excludes = false;
	#isAsked = false;

	constructor(context: TimelineContext, rooms: SdkRooms, effects: TrustEffects) {
		this.#context = context;
		this.#rooms = rooms;
		this.#exclusion = new Exclusion(context.db, context.client);
		this.#effects = effects;
		this.#changes = new IdentityChanges(context.db, context.client);
		context.client.on(CryptoEvent.UserTrustStatusChanged, (userId) => {
			this.#changed();
			void this.#inspect(userId);
		});
		context.client.on(CryptoEvent.DevicesUpdated, () => this.#changed());
	}

	/**
	 * A window shows the room: asks for the keys of the people in it, and looks at its messages again by
	 * what is known now.
	 * @throws what the HTTP layer throws when the members must be asked for.
	 */
	async look(roomId: string): Promise<void> {
		const { client, db } = this.#context;
		const room = await db.rooms.get(roomId);
		if (!room?.isEncrypted) return;
		await reviewShields(this.#context, roomId);
		if (room.membership !== 'join' || room.joinedCount > mostMembers) return;
		await this.#rooms.forEncryption(roomId);
		await this.#changes.inspectRoom(roomId);
		// The keys of people who were not known are asked for with the next answer, or now.
		internalCrypto(client).onSyncCompleted({});
	}

	/** The state of the room has changed, and perhaps who is in it. */
	stateChanged(roomId: string): void {
		this.#changes.stateChanged(roomId);
	}

	/** @throws Failure `identityChanged` while somebody who was confirmed has another identity in that room. */
	async mustBeDecided(roomId: string): Promise<void> {
		await this.#changes.mustBeDecided(roomId);
	}

	/**
	 * Somebody begins to write in the room: whoever is to be able to read it gets the key already, so that the message
	 * need not wait for that.
	 * @throws Failure as `mustBeDecided` and `encrypt` do, and what the HTTP layer throws.
	 */
	async prepare(roomId: string): Promise<void> {
		const room = await this.#context.db.rooms.get(roomId);
		if (!room?.isEncrypted || room.membership !== 'join') return;
		const recipients = await this.#rooms.forEncryption(roomId);
		await this.mustBeDecided(roomId);
		await this.#exclusion.shareKey(recipients);
	}

	/** Encrypts for whoever is to be able to read there. @throws Failure as `Exclusion` does, and what crypto throws. */
	async encrypt(event: MatrixEvent, room: Room): Promise<void> {
		await this.#exclusion.encrypt(event, room);
	}

	/** Has crypto leave out whom the person wants left out; to be called before anything is sent or read. */
	async applyExclusion(isWanted?: boolean): Promise<boolean> {
		this.#excludes = await this.#exclusion.apply(isWanted);
		return this.#excludes;
	}

	/** Leaves devices out that their owners have not confirmed, from now on, or no more. */
	async exclude(isOn: boolean): Promise<void> {
		await writeExclusion(this.#context.db, isOn);
		await this.#lookAgain();
	}

	/** Sends to a room only to devices that their owners have confirmed, from now on, or to all. */
	async excludeInRoom(roomId: string, isOn: boolean): Promise<void> {
		await writeRoomExclusion(this.#context.db, roomId, isOn);
	}

	/** Who can read what is sent to a room now. @throws Failure when that cannot be asked for. */
	async readers(roomId: string): Promise<Reader[]> {
		return await listReaders(this.#context.client, this.#rooms, roomId);
	}

	/** The person goes on with somebody's new identity. @throws Failure when that cannot be kept. */
	async accept(userId: string): Promise<void> {
		await this.#changes.accept(userId);
		this.#effects.decided();
	}

	async #inspect(userId: string): Promise<void> {
		try {
			if (await this.#changes.inspect(userId)) this.#effects.decided();
		} catch (error) {
			log.warn('an identity could not be looked at', error);
		}
	}

	#changed(): void {
		forgetShields(this.#context.client);
		if (this.#isAsked) return;
		this.#isAsked = true;
		// Changes come for many people at a time.
		setTimeout(() => {
			this.#isAsked = false;
			this.#lookAgain().catch((error: unknown) => log.warn('messages could not be looked at again', error));
		});
	}

	async #lookAgain(): Promise<void> {
		const excluded = this.#excludes;
		const excludes = await this.applyExclusion();
		if (excluded || excludes) this.#effects.retry();
		for (const roomId of await shownRooms()) await reviewShields(this.#context, roomId);
	}
}
