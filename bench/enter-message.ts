import type { Surface } from '../tests/browser/driver/index.ts';
import { pause } from './clock.ts';
import { call } from './page/surface.ts';

/** A message that was sent from a window. */
export interface Entered {
	body: string;
	/** When Enter was pressed, in ms since the epoch. */
	entered: number;
	/** From Enter to the message painted in the window. */
	paintedMs: number;
}

/** Writes a message of its own to the room that the page shows, and presses Enter `pauseMs` later. */
export async function enterMessage(page: Surface, room: string, pauseMs = 0): Promise<Entered> {
	const body = `Messa ${crypto.randomUUID()}`;
	await page.fill({ role: 'textbox', name: `Message ${room}` }, body);
	await call(page, 'watchForMessage', body);
	await pause(pauseMs);
	await page.press('Enter');
	const { begun, painted, sinceEpoch } = await call(page, 'sentMessage');
	return { body, entered: sinceEpoch, paintedMs: painted - begun };
}
