import { browser } from 'wxt/browser';
import { hasSlept } from './suspension.ts';

/** Less than the 30 s of quiet after which both browsers end a background. */
const everyMs = 20_000;

/**
 * Keeps the background alive while work is in flight, by a call of the browser now and then, and lets it
 * go when there is none. What has to happen later is the alarm's.
 */
export class Wakefulness {
	readonly #slept: () => void;
	#count = 0;
	#timer: ReturnType<typeof setInterval> | undefined;
	#lastTick = 0;

	/** `slept` hears that the computer was asleep over work in flight: its sockets are dead. */
	constructor(slept: () => void) {
		this.#slept = slept;
	}

	/** Does some work that ends, awake. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		this.#count += 1;
		if (this.#count === 1) this.#begin();
		try {
			return await work();
		} finally {
			this.#count -= 1;
			if (this.#count === 0) clearInterval(this.#timer);
		}
	}

	#begin(): void {
		const tick = (): void => {
			this.#lastTick = Date.now();
			void browser.runtime.getPlatformInfo();
		};
		// Now too: work that ends before the interval does would else add up to a silence.
		tick();
		this.#timer = setInterval(() => {
			if (hasSlept(this.#lastTick + everyMs, Date.now())) this.#slept();
			tick();
		}, everyMs);
	}
}
