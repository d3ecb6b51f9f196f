import { untilTrue } from './driver/index.ts';
import type { World } from './world.ts';

interface Notifications {
	getAll(): Promise<object>;
	create(...args: unknown[]): Promise<string>;
	onButtonClicked: { dispatch(id: string, index: number): void };
}

declare const chrome: { notifications: Notifications };
declare let isHung: boolean | undefined;
declare const heardSilences: boolean[];

/** Waits until the toolbar button says that. */
export async function untilBadge({ browser: driven }: World, text: string): Promise<void> {
	await untilTrue(
		async () => `a badge "${text}", not "${await driven.badgeText()}"`,
		async () => (await driven.badgeText()) === text,
	);
}

/** The ids of the notifications that are open for a room. */
export async function openNotices({ browser: driven }: World, roomId: string): Promise<string[]> {
	const ids = await driven.inBackground(async () => Object.keys(await chrome.notifications.getAll()));
	return ids.filter((id) => id.startsWith(`room:${roomId}#`));
}

/** Presses a button of a room's notification, in Chromium. */
export async function pressNotice(world: World, roomId: string, button: 'read' | 'mute'): Promise<void> {
	const [id = ''] = await openNotices(world, roomId);
	const press = (notice: string, index: number): void =>
		chrome.notifications.onButtonClicked.dispatch(notice, index);
	await world.browser.inBackground(press, id, button === 'read' ? 0 : 1);
}

/** From now on the background hangs where it shows a notification: before that, or right after it. In Chromium. */
export async function hangInNotifications(
	{ browser: driven }: World,
	when: 'before' | 'after',
): Promise<void> {
	await driven.inBackground((place) => {
		const { notifications } = chrome;
		const create = notifications.create.bind(notifications);
		notifications.create = async (...args) => {
			if (place === 'after') await create(...args);
			(globalThis as { isHung?: boolean }).isHung = true;
			return await new Promise<string>(() => {});
		};
	}, when);
}

/** From now on the background notes which of its notifications are to be silent. In Chromium. */
export async function noteSilence({ browser: driven }: World): Promise<void> {
	await driven.inBackground(() => {
		const { notifications } = chrome;
		const create = notifications.create.bind(notifications);
		const heard: unknown[] = [];
		Object.assign(globalThis, { heardSilences: heard });
		notifications.create = (id, options) => {
			heard.push((options as { silent?: boolean }).silent);
			return create(id, options);
		};
	});
}

/** What it noted, the newest last. */
export async function silences({ browser: driven }: World): Promise<boolean[]> {
	return await driven.inBackground(() => heardSilences);
}

/** Waits until it hangs. */
export async function untilHung({ browser: driven }: World): Promise<void> {
	await untilTrue('the background to hang', () => driven.inBackground(() => typeof isHung !== 'undefined'));
}
