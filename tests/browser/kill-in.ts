import { type SentRequest, until } from './driver/index.ts';
import type { World } from './world.ts';

/**
 * Has `begin` set something going, and kills the background once the homeserver has done what the first request
 * that `isIt` asks for, but before anybody hears of it.
 */
export async function killIn(
	{ browser }: World,
	isIt: (request: SentRequest) => boolean,
	begin: () => Promise<void>,
): Promise<void> {
	const { promise: killed, resolve: isKilled } = Promise.withResolvers<void>();
	let done = 0;
	browser.network.setMeddler(async (request, pass) => {
		const answer = await pass();
		if (!isIt(request)) return answer;
		done += 1;
		await killed;
		return undefined;
	});
	await begin();
	await until('the request to be answered', async () => done || undefined, 30_000);
	await browser.killBackground();
	browser.network.setMeddler(undefined);
	isKilled();
}
