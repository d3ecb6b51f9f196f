import type { Answer, Meddler } from '../browser/driver/index.ts';
import { asJson } from './hostile-events.ts';

type Json = Record<string, unknown>;

/** What is put into one answer to a sync. */
export interface Injection {
	/** Among the events of the room's timeline: before what came, and after it. */
	before: unknown[];
	after: unknown[];
	/** Fields of the answer itself. */
	fields?: Json;
}

/**
 * Puts something into every answer to a sync that brings news of the room, be it of classic sync or of
 * sliding sync (MSC4186): whoever cannot take it in gets it again.
 */
export function injector(roomId: string, injection: Injection): Meddler {
	return async ({ url }, pass) => {
		const answer = await pass();
		if (answer.status !== 200 || !/\/sync\b/.test(new URL(url).pathname)) return answer;
		const whole = JSON.parse(answer.body.toString()) as Json;
		const events = timelineOf(whole, roomId);
		if (!events || events.length === 0) return answer;
		events.unshift(...injection.before);
		events.push(...injection.after);
		return withBody(answer, { ...whole, ...injection.fields });
	};
}

function timelineOf({ rooms }: Json, roomId: string): unknown[] | undefined {
	const classic = (rooms as { join?: Record<string, { timeline?: { events?: unknown[] } }> } | undefined)
		?.join;
	const sliding = rooms as Record<string, { timeline?: unknown[] }> | undefined;
	return classic ? classic[roomId]?.timeline?.events : sliding?.[roomId]?.timeline;
}

function withBody(answer: Answer, json: Json): Answer {
	return { ...answer, body: Buffer.from(asJson(json)) };
}
