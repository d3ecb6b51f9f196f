import { type Surface, until, untilTrue } from '../browser/driver/index.ts';
import { OtherDevice } from '../browser/other-device.ts';
import type { World } from '../browser/world.ts';
import { type Audit, auditOf, idsOf, type Said } from './audit.ts';
import { lookThrough } from './seen.ts';
import { readStored, type Stored } from './stored.ts';

interface Page {
	chunk: { event_id: string; sender: string }[];
	end?: string;
}

/** After so many messages a client makes a new key: the least that is still worth the name of an exchange. */
const messagesPerKey = 3;
const text = /(Alice|Bob) says \d+/;

/**
 * A conversation between Alice in Messa and Bob on another server and client, in a room whose keys change
 * all the time. It remembers what was said, and finds out in the end what became of it.
 */
export class Exchange {
	readonly roomId: string;
	readonly said: Said[] = [];
	/** What is said from now on is said during that fault. */
	fault = 0;
	readonly #world: World;
	readonly #other: OtherDevice;
	readonly #name: string;
	#window: Surface;

	/** Makes the room, and opens it in a tab of Messa. */
	static async open(world: World, name: string): Promise<Exchange> {
		const other = await OtherDevice.signIn(world);
		const { room_id: roomId } = await other.request<{ room_id: string }>('POST', '/createRoom', {
			// Bob may do what Alice may.
			preset: 'trusted_private_chat',
			name,
			invite: [world.bobAccount.userId],
			initial_state: [
				{
					type: 'm.room.encryption',
					state_key: '',
					content: { algorithm: 'm.megolm.v1.aes-sha2', rotation_period_msgs: messagesPerKey },
				},
			],
		});
		await world.bob.acceptInvite(roomId);
		return new Exchange(world, other, roomId, name, await openRoom(world, roomId, name));
	}

	private constructor(world: World, other: OtherDevice, roomId: string, name: string, window: Surface) {
		this.#world = world;
		this.#other = other;
		this.roomId = roomId;
		this.#name = name;
		this.#window = window;
	}

	get window(): Surface {
		return this.#window;
	}

	/** Opens the room in another tab: the browser was restarted, or the old one is of no more use. */
	async reopen(): Promise<void> {
		await this.#window.close().catch(() => {});
		this.#window = await openRoom(this.#world, this.roomId, this.#name);
	}

	/** Types a message in the window and sends it, as far as a person can tell. */
	async aliceSays(): Promise<void> {
		await this.aliceTypes();
		await untilTrue('the field to be empty', async () => (await this.#window.text(this.#composer)) === '');
	}

	/** Types a message and presses Enter, which may leave it in the field where it cannot be kept. */
	async aliceTypes(): Promise<void> {
		await this.#window.fill(this.#composer, this.#next('Alice').text);
		await this.#window.press('Enter');
	}

	/**
	 * Presses Enter again as often as what was typed comes back to the field, until it is kept. The field is empty
	 * while that is being tried.
	 */
	async aliceSendsAgain(): Promise<void> {
		const typed = this.said.findLast(({ by }) => by === 'Alice');
		await untilTrue('what was typed to be kept', async () => {
			if ((await this.#window.text(this.#composer)) !== '') {
				await this.#window.press('Enter');
				return false;
			}
			const isHeard = typed && idsOf(typed, this.#world.bob.messages(this.roomId)).length > 0;
			return isHeard || (await this.stored()).outbox.length > 0;
		});
	}

	async bobSays(): Promise<void> {
		const said = this.#next('Bob');
		said.eventId = await this.#world.bob.sendText(this.roomId, said.text);
	}

	async bobRotatesKeys(): Promise<void> {
		await this.#world.bob.rotateKeys(this.roomId);
	}

	/** Bob says more than an answer to a sync holds while Messa is offline, so that there is a gap. */
	async bobSpeaksToNobody(count: number): Promise<void> {
		const { network } = this.#world.browser;
		network.setOffline(true);
		for (let index = 0; index < count; index += 1) await this.bobSays();
		network.setOffline(false);
	}

	/** Scrolls up to what is not here yet. */
	async lookBack(): Promise<void> {
		await this.#window.scrollToTop({ role: 'article', nth: 0 });
	}

	/**
	 * Waits until all that was said is at Bob's and readable in Messa's store, or a gap stands where it may be; for
	 * no longer than `timeoutMs` while nothing more arrives.
	 */
	async settle(timeoutMs: number): Promise<void> {
		const missing = async (): Promise<string[]> => {
			const { outbox, rows } = await this.stored();
			const here = new Map(rows.map(({ eventId, status }) => [eventId, status]));
			const hasGap = rows.some(({ kind }) => kind === 'gap');
			const heard = this.#world.bob.messages(this.roomId);
			const late = this.said.flatMap((said) => {
				const [id] = idsOf(said, heard);
				if (id === undefined) return `${said.text} (at Bob’s)`;
				const status = here.get(id);
				return status === 'readable' || (!status && hasGap) ? [] : `${said.text} (${status ?? 'in Messa'})`;
			});
			const waiting = outbox.filter((state) => state !== 'sent' || !hasGap);
			return [...late, ...waiting.map((state) => `a message that is ${state}`)];
		};
		let left = Number.POSITIVE_INFINITY;
		while (left > 0) {
			const before = left;
			left = await until(
				async () => `everything to arrive; missing: ${(await missing()).join(', ')}`,
				async () => {
					const { length } = await missing();
					return length < before ? length : undefined;
				},
				timeoutMs,
			);
		}
	}

	/** Waits until Messa has read what was said last, with a key that only this device was given. */
	async untilRead(timeoutMs: number): Promise<void> {
		const last = this.said.at(-1);
		await untilTrue(
			`${last?.text} to be read`,
			async () => {
				const { rows } = await this.stored();
				return rows.some(({ eventId, status }) => eventId === last?.eventId && status === 'readable');
			},
			timeoutMs,
		);
	}

	/**
	 * Looks back to the beginning, and compares both servers, both clients and the screen with what was said.
	 * What does not arrive in time is lost.
	 * @throws Error when a gap stays open.
	 */
	async audit(timeoutMs: number): Promise<Audit> {
		await this.settle(timeoutMs).catch((error: Error) => console.warn(error.message));
		const end = Date.now() + timeoutMs;
		const wanted = this.said.map((said) => said.text);
		let seen = await lookThrough(this.#window, text, wanted);
		while (await this.#isWaiting()) {
			if (Date.now() > end)
				throw new Error(`A gap stays, or the outbox is not empty\n${await this.#window.outline()}`);
			await this.#retryGaps();
			seen = await lookThrough(this.#window, text, wanted);
		}
		return auditOf({
			said: this.said,
			stored: (await this.stored()).rows,
			atServer: await this.#idsAtServer(),
			heard: this.#world.bob.messages(this.roomId),
			seen,
		});
	}

	async stored(): Promise<Stored> {
		return readStored(this.#window, this.roomId);
	}

	async #isWaiting(): Promise<boolean> {
		const { rows, outbox } = await this.stored();
		return outbox.length > 0 || rows.some(({ kind }) => kind === 'gap');
	}

	/** What could not be loaded is loaded when the person asks for it, if it was not by itself meanwhile. */
	async #retryGaps(): Promise<void> {
		const retry = { role: 'button', name: 'Retry', nth: 0 };
		if ((await this.#window.count(retry)) === 0) return;
		await this.#window.click(retry, { timeoutMs: 1_000 }).catch(() => undefined);
	}

	get #composer() {
		return { role: 'textbox', name: `Message ${this.#name}` };
	}

	#next(by: Said['by']): Said {
		const said: Said = { by, text: `${by} says ${this.said.length + 1}`, fault: this.fault };
		this.said.push(said);
		return said;
	}

	/** The ids of all the room's events at Alice's server, oldest first. */
	async #idsAtServer(): Promise<string[]> {
		const ids: string[] = [];
		let from = '';
		for (;;) {
			const path = `/rooms/${encodeURIComponent(this.roomId)}/messages?dir=b&limit=500${from}`;
			const { chunk, end } = await this.#other.request<Page>('GET', path);
			ids.unshift(...chunk.map(({ event_id }) => event_id).reverse());
			if (end === undefined || chunk.length === 0) return ids;
			from = `&from=${encodeURIComponent(end)}`;
		}
	}
}

async function openRoom({ browser }: World, roomId: string, name: string): Promise<Surface> {
	const window = await browser.page(`popup.html?${new URLSearchParams({ room: roomId })}`);
	await window.see({ role: 'textbox', name: `Message ${name}` }, { timeoutMs: 30_000 });
	return window;
}
