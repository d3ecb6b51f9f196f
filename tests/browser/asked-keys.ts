import { untilTrue } from './driver/index.ts';
import type { World } from './world.ts';

/** Makes a change to somebody's keys and waits until Messa asks for them anew; `network.record` was called. */
export async function untilAskedForKeys(
	{ browser }: World,
	userId: string,
	change: () => Promise<void>,
): Promise<void> {
	const asked = (): number =>
		browser.network.sent.filter(
			({ url, body }) => url.endsWith('/keys/query') && body.toString().includes(userId),
		).length;
	const before = asked();
	await change();
	await untilTrue(`the keys of ${userId} to be asked for`, async () => asked() > before);
}
