import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { shownRooms } from '../browser/shown-rooms.ts';
import { internalCrypto } from '../crypto/internal.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import { log } from '../log.ts';
import type { TimelineContext } from '../timeline/plan.ts';
import { reviewShields } from './review-shields.ts';
import { forgetShields } from './shield.ts';

/** In a larger room people's keys are asked for when it is sent to, not when it is opened. */
const mostMembers = 100;

/** What can be said of the people in the rooms on screen, kept up to date as it changes. */
export class RoomTrust {
	readonly #context: TimelineContext;
	readonly #rooms: SdkRooms;
	#isAsked = false;

	constructor(context: TimelineContext, rooms: SdkRooms) {
		this.#context = context;
		this.#rooms = rooms;
		context.client.on(CryptoEvent.UserTrustStatusChanged, () => this.#changed());
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
		// The keys of people who were not known are asked for with the next answer, or now.
		internalCrypto(client).onSyncCompleted({});
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
		for (const roomId of await shownRooms()) await reviewShields(this.#context, roomId);
	}
}
