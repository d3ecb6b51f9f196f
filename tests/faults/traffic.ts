import type { Network } from '../browser/driver/index.ts';

type Phase = 'request' | 'answer';

interface Wanted {
	phase: Phase;
	address: RegExp;
	resolve(): void;
}

/** Watches what passes between the browser and its servers, and changes nothing. */
export class Traffic {
	readonly #network: Network;
	#wanted: Wanted[] = [];

	constructor(network: Network) {
		this.#network = network;
		network.setMeddler(async ({ url }, pass) => {
			this.#passes('request', url);
			const answer = await pass();
			this.#passes('answer', url);
			return answer;
		});
	}

	/** Resolves when the next request to such an address goes out, or its answer comes; in any case after `timeoutMs`. */
	async next(phase: Phase, address: RegExp, timeoutMs: number): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const timer = setTimeout(resolve, timeoutMs);
		this.#wanted.push({ phase, address, resolve });
		await promise;
		clearTimeout(timer);
	}

	stop(): void {
		this.#network.setMeddler(undefined);
	}

	#passes(phase: Phase, url: string): void {
		const isMeant = (one: Wanted): boolean => one.phase === phase && one.address.test(url);
		const meant = this.#wanted.filter(isMeant);
		this.#wanted = this.#wanted.filter((one) => !isMeant(one));
		for (const { resolve } of meant) resolve();
	}
}
