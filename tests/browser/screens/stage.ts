import type { BrowserName, Locator, Site, Surface } from '../driver/index.ts';
import { serveSite, untilTrue } from '../driver/index.ts';
import { openWorld, register, type World } from '../world.ts';
import { Camera, type View } from './camera.ts';
import { RawPerson } from './raw-person.ts';

/** Takes a picture of the window in the state it is in, once all that is named is there. */
export type Take = (state: string, ...shown: Locator[]) => Promise<void>;

/** The world, with what is needed to bring it into every state and to show it. */
export interface Stage {
	world: World;
	site: Site;
	camera: Camera;
	/** On Bob's server. */
	carol: RawPerson;
	/** On Bob's server, with a long name. */
	neighbour: RawPerson;
	/** Shows the popup, then the side panel's page, and closes them. */
	inBoth(pose: (window: Surface, take: Take) => Promise<void>): Promise<void>;
	close(): Promise<void>;
}

export async function openStage(browserName: BrowserName): Promise<Stage> {
	const world = await openWorld(browserName);
	const { servers, browser } = world;
	const site = await serveSite();
	const carol = await RawPerson.signIn(servers.bob, await register(servers.bob, 'carol', 'Carol'));
	const longName = 'Carolina Fernández de la Vega y Montenegro';
	const neighbour = await RawPerson.signIn(servers.bob, await register(servers.bob, 'neighbour', longName));
	const camera = new Camera(browserName);
	const show = async (
		view: View,
		window: Surface,
		pose: (window: Surface, take: Take) => Promise<void>,
	): Promise<void> => {
		await pose(window, async (state, ...shown) => camera.take(window, view, state, ...shown));
		await window.close();
	};
	return {
		world,
		site,
		camera,
		carol,
		neighbour,
		inBoth: async (pose) => {
			await show('popup', await browser.popup(), pose);
			await show('panel', await browser.page('sidepanel.html', { width: 400, height: 640 }), pose);
		},
		close: async () => {
			await site.close();
			await world.stop();
		},
	};
}

const chatList = { role: 'list', name: 'Chats' };

/** A chat's line in the list. */
export function chatLine(name: string): Locator {
	return { role: 'button', name: new RegExp(`^${name}`), within: chatList };
}

/** Opens a chat from the list, and waits for the field that one writes in. */
export async function openChat(window: Surface, name: string): Promise<void> {
	await toList(window);
	// The list keeps its order from when the pointer is over it.
	await window.hover(chatLine(name));
	await window.click(chatLine(name));
	await window.see(writing(name));
}

export function writing(name: string): Locator {
	return { role: 'textbox', name: `Message ${name}` };
}

/** Goes back to the list, if a chat is open; a window opens where it was left. */
export async function toList(window: Surface): Promise<void> {
	const isDrawn = async (): Promise<boolean> =>
		(await window.count(back)) > 0 || (await window.count(chatList)) > 0;
	await untilTrue('a chat or the list of chats', isDrawn);
	if ((await window.count(back)) > 0) await window.click(back);
	await window.see(chatList);
}

const back = { role: 'button', name: 'Back' };
