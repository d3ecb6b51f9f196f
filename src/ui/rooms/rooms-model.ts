import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { log } from '../../log.ts';
import type { OpenedRoom } from '../../store/glance.ts';
import type { Account } from '../account/account.ts';
import { follow } from '../live/live.ts';
import { openRooms } from './open-rooms.ts';
import { headCount, mergeOrder, type RoomRef, readHead, readOrder, refOf } from './room-order.ts';

/** All places are read again at most that often, however busy the account is. */
const restMs = 1000;

/**
 * The list of chats as a window knows it. It follows the first rows only; the places of all others are
 * read once the list is used, as keys. It lives as long as the window, so that one comes back to the list as
 * it was.
 */
export class RoomsModel {
	/** How far the list was scrolled, in px. */
	offset = 0;
	readonly #account: Account;
	readonly #first: Signal<OpenedRoom[] | undefined>;
	readonly #refs: Signal<readonly RoomRef[]>;
	readonly #isFailed = signal(false);
	#isUsed = false;
	#isComplete = false;
	#reading: Promise<void> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param painted the rows that are on screen already */
	constructor(account: Account, painted: OpenedRoom[] | undefined) {
		this.#account = account;
		this.#first = signal(painted);
		this.#refs = signal((painted ?? []).map(({ row }) => refOf(row)));
	}

	/** The rows that the list begins with; undefined until the first answer. */
	get first(): ReadonlySignal<OpenedRoom[] | undefined> {
		return this.#first;
	}

	/** The chats in order: at first those of the first rows, then all. */
	get refs(): ReadonlySignal<readonly RoomRef[]> {
		return this.#refs;
	}

	get isFailed(): ReadonlySignal<boolean> {
		return this.#isFailed;
	}

	/** Follows the store. @returns the function that ends it. */
	follow(): () => void {
		const { db } = this.#account;
		const unfollow = follow(
			() => readHead(db),
			({ rows, onItsWay }) => openRooms(this.#account, rows, onItsWay),
			({ value, isFailed }) => {
				this.#isFailed.value = isFailed;
				if (value) this.#take(value);
			},
		);
		return () => {
			unfollow();
			clearTimeout(this.#timer);
			this.#timer = undefined;
		};
	}

	/** The list is being used: resolves once the places of all chats are known. */
	async use(): Promise<void> {
		this.#isUsed = true;
		if (!this.#isComplete) await this.#readOrder();
	}

	#take(rooms: OpenedRoom[]): void {
		const head = rooms.map(({ row }) => refOf(row));
		this.#first.value = rooms;
		this.#refs.value = mergeOrder(head, this.#refs.value);
		this.#isComplete = head.length < headCount;
		if (this.#isComplete || !this.#isUsed) return;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			void this.#readOrder();
		}, restMs);
	}

	async #readOrder(): Promise<void> {
		this.#reading ??= readOrder(this.#account.db)
			.then((refs) => {
				this.#refs.value = refs;
				this.#isComplete = true;
			})
			.catch((error: unknown) => log.error('the order of the chats could not be read', error))
			.finally(() => {
				this.#reading = undefined;
			});
		await this.#reading;
	}
}
