import { browser } from 'wxt/browser';
import { heldLocks, holdLock } from './held-lock.ts';

/** A chat, or null for the list, and the row in the chat, that a window is asked to show. */
export interface Place {
	roomId: string | null;
	order?: number | undefined;
}

/** A window of ours that stays: the panel of a browser window, or a small window of its own. */
type Kind = 'panel' | 'small';

interface Asked {
	to: string;
	place: Place;
}

const channelName = 'messa/places';
const lockPrefix = 'messa/stays/';

/**
 * For a window with the chats: shows what others ask it to, for as long as it is there. A toolbar popup takes
 * nothing, since it goes when the person looks elsewhere. @returns the function that ends it.
 */
export function takePlaces(isPanel: boolean, show: (place: Place) => void): () => void {
	const channel = new BroadcastChannel(channelName);
	let isEnded = false;
	let release = (): void => undefined;
	void browser.windows.getCurrent().then(({ id, type }) => {
		if (isEnded || id === undefined || !(isPanel || type === 'popup')) return;
		const self = nameOf(isPanel ? 'panel' : 'small', id);
		channel.onmessage = ({ data }: MessageEvent<Asked>) => {
			if (data.to === self) show(data.place);
		};
		release = holdLock(lockPrefix + self);
	});
	return () => {
		isEnded = true;
		release();
		channel.close();
	};
}

/** Has the panel of a browser window show it, if it is open. @returns whether it is. */
export async function showInPanel(windowId: number, place: Place): Promise<boolean> {
	return (await openWindows('panel')).includes(windowId) && (await show('panel', windowId, place));
}

/** Has the small window show it that is open already, and brings it to the front. @returns whether there is one. */
export async function showInSmallWindow(place: Place): Promise<boolean> {
	const [windowId] = await openWindows('small');
	return windowId !== undefined && (await show('small', windowId, place));
}

/**
 * Has a window show it that is open: the panel of the browser window where the person was last, or else the small
 * window. @returns whether there is one.
 */
export async function showInOpenWindow(place: Place): Promise<boolean> {
	const [panels, small] = await Promise.all([openWindows('panel'), openWindows('small')]);
	if (panels.length + small.length === 0) return false;
	const { id } = await browser.windows.getLastFocused();
	if (id !== undefined && panels.includes(id)) return await show('panel', id, place);
	return await showInSmallWindow(place);
}

async function show(kind: Kind, windowId: number, place: Place): Promise<boolean> {
	const channel = new BroadcastChannel(channelName);
	channel.postMessage({ to: nameOf(kind, windowId), place } satisfies Asked);
	try {
		await browser.windows.update(windowId, { focused: true });
		return true;
	} catch {
		// It has just been closed.
		return false;
	} finally {
		channel.close();
	}
}

async function openWindows(kind: Kind): Promise<number[]> {
	return (await heldLocks(`${lockPrefix}${kind}:`)).map(Number);
}

function nameOf(kind: Kind, windowId: number): string {
	return `${kind}:${windowId}`;
}
