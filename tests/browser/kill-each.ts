import { type SentRequest, until } from './driver/index.ts';
import type { World } from './world.ts';

/** What goes on whether or not somebody does something with the account's keys. */
const besides =
	/\/(sync|versions|auth_metadata|devices|profile|media|pushrules|filter|capabilities|sendToDevice|keys\/(upload|query|claim)|room_keys\/keys)\b/;

interface Flow {
	/** Sets it going. */
	begin: () => Promise<void>;
	/** Whether it has come to its end. */
	isOver: () => Promise<boolean>;
}

/**
 * Sets a flow going and kills the background at its first request that was not tried yet: at what asks, once
 * there is an answer that nobody hears; at what changes something, first before the homeserver has heard of it, and
 * another time once it has done it. What was tried is added to `tried`.
 * @returns what it was; undefined when the flow was over without anything new.
 */
export async function killAtNext(
	{ browser }: World,
	tried: Set<string>,
	{ begin, isOver }: Flow,
): Promise<string | undefined> {
	const { promise: killed, resolve: isKilled } = Promise.withResolvers<void>();
	let step: string | undefined;
	let isThere = false;
	browser.network.setMeddler(async (request, pass) => {
		if (besides.test(request.url)) return await pass();
		const next = step === undefined ? stepsOf(request).find((one) => !tried.has(one)) : undefined;
		if (next === undefined && step === undefined) return await pass();
		step ??= next;
		// What comes beside it meanwhile is not heard either.
		if (next === undefined || !next.endsWith(lost)) await pass();
		isThere = true;
		await killed;
		return undefined;
	});
	try {
		await begin();
		await until('the step or the end', async () => isThere || (await isOver()) || undefined, 30_000);
		if (step === undefined) return undefined;
		await browser.killBackground();
		tried.add(step);
		return step;
	} finally {
		browser.network.setMeddler(undefined);
		isKilled();
	}
}

const lost = ', lost';

function stepsOf({ method, url, body }: SentRequest): string[] {
	const path = new URL(url).pathname
		.replace(/^\/_matrix\/client\/(v\d+|unstable)/, '')
		.replace(/\/user\/[^/]+/, '')
		.replace(/(m\.secret_storage\.key)\..*/, '$1')
		.replace(/(room_keys\/version|dehydrated_device)\/[^/]+/, '$1/…');
	const words = `${method} ${path}${method === 'PUT' && String(body) === '{}' ? ', emptied' : ''}`;
	return method === 'GET' ? [words] : [words + lost, words];
}
