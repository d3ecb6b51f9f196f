import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Meddler } from '../browser/driver/index.ts';
import type { Random } from './random.ts';

interface Passing {
	url: string;
	pass: () => Promise<Answer>;
	random: Random;
	/** An earlier answer to a sync. */
	old: Answer | undefined;
	/** Resolves when the next answer has passed. */
	next: Promise<void>;
}

type Fault = (passing: Passing) => Promise<Answer | undefined>;

const html = Buffer.from('<!doctype html><html><title>502 Bad Gateway</title><h1>Bad Gateway</h1></html>');
const longestDelayMs = 3_000;
const shortestWaitMs = 300;

/** What can go wrong on the way to a server and back. */
const faults: Record<string, Fault> = {
	'dropped before the server saw it': async () => undefined,
	'dropped on the way back': async ({ pass }) => {
		await pass();
		return undefined;
	},
	delayed: async ({ pass, random }) => {
		const answer = await pass();
		await pause(random.between(0, longestDelayMs));
		return answer;
	},
	truncated: async ({ pass, random }) => {
		const answer = await pass();
		return { ...answer, cutAt: Math.floor(random.between(0, answer.body.length)) };
	},
	stalled: async ({ pass, random }) => {
		const answer = await pass();
		return { ...answer, stallAt: Math.floor(random.between(0, answer.body.length)) };
	},
	'sent twice': async ({ pass }) => {
		await pass();
		return pass();
	},
	'an old sync once more': async ({ url, pass, old }) => (isSync(url) && old ? old : pass()),
	overtaken: async ({ pass, next }) => {
		const answer = await pass();
		await Promise.race([next, pause(longestDelayMs)]);
		return answer;
	},
	'told to wait': async ({ random }) => tooMany(random.between(shortestWaitMs, longestDelayMs)),
	'a server’s error': async () =>
		made(500, 'application/json', '{"errcode":"M_UNKNOWN","error":"Internal server error"}'),
	'a gateway’s page': async ({ random }) => {
		const page = made(502, 'text/html', html);
		// Few gateways send the headers without which the browser hides the answer.
		return random.oneIn(2) ? page : { ...page, headers: { 'content-type': 'text/html' } };
	},
	'half a JSON': async ({ pass }) => {
		const answer = await pass();
		return { ...answer, body: answer.body.subarray(0, answer.body.length / 2) };
	},
	'an empty success': async ({ pass }) => {
		await pass();
		return made(200, 'application/json', '');
	},
	'a page instead of an answer': async () => made(200, 'text/html', html),
};

/** Does harm to a share of what passes between the browser and its servers, until it is stopped. */
export class Chaos {
	/** How often each fault has happened. */
	readonly counts = new Map<string, number>();
	#old: Answer | undefined;
	#passed = Promise.withResolvers<void>();

	/** @param share one in so many requests comes to harm. */
	meddler(random: Random, share: number): Meddler {
		const names = Object.keys(faults) as [string, ...string[]];
		return async ({ url }, pass) => {
			const name = random.oneIn(share) ? random.pick(names) : undefined;
			if (name) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
			const fault = name && faults[name];
			const passing = { url, pass, random, old: this.#old, next: this.#passed.promise };
			const answer = await (fault ? fault(passing) : pass());
			if (isSync(url) && !fault && answer?.status === 200 && random.oneIn(3)) this.#old = answer;
			this.#passed.resolve();
			this.#passed = Promise.withResolvers();
			return answer;
		};
	}

	get count(): number {
		return [...this.counts.values()].reduce((sum, one) => sum + one, 0);
	}
}

function isSync(url: string): boolean {
	return /\/sync\b/.test(new URL(url).pathname);
}

/** Client-server API §Rate limiting, in its old form and its new one. */
function tooMany(waitMs: number): Answer {
	const retry_after_ms = Math.round(waitMs);
	const body = JSON.stringify({ errcode: 'M_LIMIT_EXCEEDED', error: 'Too many requests', retry_after_ms });
	const answer = made(429, 'application/json', body);
	return { ...answer, headers: { ...answer.headers, 'retry-after': String(Math.ceil(waitMs / 1000)) } };
}

function made(status: number, type: string, body: string | Buffer): Answer {
	const headers = {
		'content-type': type,
		'access-control-allow-origin': '*',
		'access-control-expose-headers': 'Retry-After',
	};
	return { status, headers, body: Buffer.from(body) };
}
