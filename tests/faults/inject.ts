import type { Answer, Network } from '../browser/driver/index.ts';
import { asJson } from './hostile-events.ts';

type Json = Record<string, unknown>;

/** What is put into an answer to a sync. */
export interface Injection {
	/** Among the events of the room's timeline: before its newest, since what stands before that may be known already, and after it. */
	before: unknown[];
	after: unknown[];
	/** Fields of the answer itself. */
	fields?: Json;
}

/**
 * Puts something into every answer to a sync that brings news of the room, be it of classic sync or of
 * sliding sync (MSC4186): whoever cannot take it in gets it again.
 */
export class Injector {
	/** How many answers something was put into. */
	count = 0;
	injection: Injection | undefined;
	readonly #network: Network;
	readonly #roomId: string;

	/** What was asked for before passes as it is. */
	constructor(network: Network, roomId: string) {
		this.#network = network;
		this.#roomId = roomId;
		network.setMeddler(async ({ url }, pass) => {
			const answer = await pass();
			const isSync = answer.status === 200 && /\/sync\b/.test(new URL(url).pathname);
			return isSync && this.injection ? this.#inject(answer, this.injection) : answer;
		});
	}

	stop(): void {
		this.#network.setMeddler(undefined);
	}

	#inject(answer: Answer, { before, after, fields }: Injection): Answer {
		const whole = JSON.parse(answer.body.toString()) as Json;
		const events = timelineOf(whole, this.#roomId);
		if (!events || events.length === 0) return answer;
		events.splice(-1, 0, ...before);
		events.push(...after);
		this.count += 1;
		return { ...answer, body: Buffer.from(asJson({ ...whole, ...fields })) };
	}
}

function timelineOf({ rooms }: Json, roomId: string): unknown[] | undefined {
	const classic = (rooms as { join?: Record<string, { timeline?: { events?: unknown[] } }> } | undefined)
		?.join;
	const sliding = rooms as Record<string, { timeline?: unknown[] }> | undefined;
	return classic ? classic[roomId]?.timeline?.events : sliding?.[roomId]?.timeline;
}
