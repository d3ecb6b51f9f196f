import type { RoomRow } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { asRead, follow } from '../live/live.ts';
import { openTimeline, readTimeline, type TimelineData } from './timeline-rows.ts';

/** A pointer that passes over a line does not rest there. */
const restMs = 40;

/** What is known of a chat before it is opened. */
export interface KnownAhead {
	room?: RoomRow | undefined;
	timeline?: TimelineData | undefined;
}

/**
 * Reads the chat at whose line the pointer or the focus rests, and keeps up with it until another one is
 * looked at, so that it is there in the frame after the click.
 */
export class Ahead {
	readonly #account: Account;
	#roomId: string | undefined;
	#known: KnownAhead = {};
	#stop: () => void = () => undefined;

	constructor(account: Account) {
		this.#account = account;
	}

	/** The person may be about to open this chat. */
	look(roomId: string): void {
		if (roomId === this.#roomId) return;
		this.leave();
		this.#roomId = roomId;
		const rest = setTimeout(() => this.#read(roomId), restMs);
		this.#stop = () => clearTimeout(rest);
	}

	/** Gives what was read of a chat that is opened now: it is the chat's own to keep up with. */
	take(roomId: string): KnownAhead {
		const known = roomId === this.#roomId ? this.#known : {};
		this.leave();
		return known;
	}

	leave(): void {
		this.#stop();
		this.#stop = () => undefined;
		this.#roomId = undefined;
		this.#known = {};
	}

	#read(roomId: string): void {
		const account = this.#account;
		const known: KnownAhead = {};
		this.#known = known;
		const endRoom = follow(
			() => account.db.rooms.get(roomId),
			asRead,
			({ value }) => {
				known.room = value;
			},
		);
		const endTimeline = follow(
			() => readTimeline(account, roomId, {}, undefined),
			(raw) => openTimeline(account, roomId, raw),
			({ value }) => {
				known.timeline = value;
			},
		);
		this.#stop = () => {
			endRoom();
			endTimeline();
		};
	}
}
