import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Wakefulness } from '../browser/keep-awake.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import {
	type Answers,
	type Checked,
	type Method,
	type Request,
	type Response,
	requests,
} from './contract.ts';
import { contractVersion } from './version.ts';

export type Handlers = { [M in Method]: (params: Checked<M>) => Promise<Answers[M]> };

interface Sender {
	id?: string | undefined;
	origin?: string;
	url?: string | undefined;
	frameId?: number | undefined;
}

/**
 * Answers the windows' questions. Must be called synchronously at start, so that a question that wakes
 * the background finds its listener; while one is answered the background stays awake. Messages from
 * elsewhere, or of another shape, are refused.
 */
export function answerRequests(handlers: Handlers, awake: Wakefulness): void {
	browser.runtime.onMessage.addListener(
		(message: unknown, sender: Sender, answer: (it: Response) => void) => {
			if (!isOwnPage(sender) || !isRequest(message)) return false;
			void awake.during(() => respond(handlers, message)).then(answer);
			// The answer comes later: Chrome knows no promises here.
			return true;
		},
	);
}

async function respond(handlers: Handlers, request: Request): Promise<Response> {
	if (request.version !== contractVersion) return { ok: false, code: 'outdated', details: {} };
	const checked = v.safeParse(requests[request.method], request.params);
	if (!checked.success) return { ok: false, code: 'badRequest', details: {} };
	const handle = handlers[request.method] as (params: unknown) => Promise<Answers[Method]>;
	try {
		return { ok: true, value: await handle(checked.output) };
	} catch (error) {
		if (error instanceof Failure) return { ok: false, code: error.code, details: error.details };
		log.error(`${request.method} failed`, error);
		return { ok: false, code: 'unknown', details: { technical: String(error) } };
	}
}

/** Firefox leaves `sender.origin` unset, so the page's address stands in for it. */
function isOwnPage(sender: Sender): boolean {
	const from = sender.origin ?? sender.url ?? '';
	const own = browser.runtime.getURL('');
	return sender.id === browser.runtime.id && (sender.frameId ?? 0) === 0 && `${from}/`.startsWith(own);
}

function isRequest(message: unknown): message is Request {
	return (
		typeof message === 'object' &&
		message !== null &&
		'method' in message &&
		typeof message.method === 'string' &&
		Object.hasOwn(requests, message.method)
	);
}
