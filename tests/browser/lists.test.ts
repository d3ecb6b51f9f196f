import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { seededRoomId, seedMessages, seedRooms } from './seed-store.ts';
import { signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const rooms = 5000;
const messages = 10_000;

let world: World;
let page: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	page = await world.browser.page('options.html');
	await seedRooms(page, rooms);
	await seedMessages(page, seededRoomId(1), messages);
	await page.close();
});

afterAll(async () => {
	await world?.stop();
});

describe('a list of thousands of chats', () => {
	it('shows the newest first', async () => {
		page = await world.browser.page('popup.html', { width: 380, height: 560 });
		await page.see({ role: 'button', name: /Room 1\b/ });
	});
});
