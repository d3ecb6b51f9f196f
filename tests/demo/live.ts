import type { BrowserName } from '../browser/driver/index.ts';
import { chatWithBob, signIn } from '../browser/steps.ts';
import { openWorld, type World } from '../browser/world.ts';

/**
 * Opens a browser in which Alice is signed in, with Bob at the other end, who answers what she writes.
 * Ends with the interruption. @returns the exit code.
 */
export async function stayLive(browserName: BrowserName, interrupted: Promise<void>): Promise<number> {
	const world = await openWorld(browserName, { headless: false });
	try {
		await signIn(world);
		const { roomId } = await chatWithBob(world);
		console.log(`Alice is signed in as ${world.alice.userId}; Bob is ${world.bobAccount.userId}.`);
		console.log('Write to Bob in the popup: he answers. Ctrl-C ends everything.');
		void answer(world, roomId);
		await interrupted;
		return 0;
	} finally {
		await world.stop();
	}
}

async function answer({ bob, alice }: World, roomId: string): Promise<void> {
	const answered = new Set<string>();
	const isNew = (message: { eventId: string; sender: string }): boolean =>
		message.sender === alice.userId && !answered.has(message.eventId);
	for (;;) {
		const message = await bob.waitForMessage((one) => one.roomId === roomId && isNew(one), 2 ** 31 - 1);
		answered.add(message.eventId);
		await bob.sendReply(roomId, message.eventId, `You wrote “${message.body ?? ''}”. I read you well.`);
	}
}
