import { browser } from 'wxt/browser';
import type { ViewRow } from './account-rows.ts';

const sessionKey = 'left';
const pageKey = (view: ViewRow['id']): string => `left:${view}`;

/** Where a window was left: a chat, or null for the list. */
interface Left {
	roomId: string | null;
	/** ms since the epoch */
	time: number;
}

type LeftViews = Partial<Record<ViewRow['id'], Left>>;

/**
 * Where a window was left, sooner than the database says it; undefined where nothing is known. What a window keeps is
 * in `localStorage`, which is there at once and wakes no background.
 */
export async function readLeftView(view: ViewRow['id']): Promise<string | null | undefined> {
	const told = (await readTold())[view];
	const kept = parse(localStorage.getItem(pageKey(view)));
	const newest = told && kept && told.time < kept.time ? kept : (told ?? kept);
	return newest?.roomId;
}

/** For windows: keeps where this one is now. */
export function keepLeftView(view: ViewRow['id'], roomId: string | null): void {
	localStorage.setItem(pageKey(view), JSON.stringify({ roomId, time: Date.now() } satisfies Left));
}

/** For the background, which has no `localStorage`: tells where a window is to open. */
export async function tellLeftView(view: ViewRow['id'], roomId: string | null): Promise<void> {
	const told: LeftViews = { ...(await readTold()), [view]: { roomId, time: Date.now() } };
	await browser.storage.session.set({ [sessionKey]: told });
}

/** For the background: nobody is signed in. */
export async function dropToldViews(): Promise<void> {
	await browser.storage.session.remove(sessionKey);
}

async function readTold(): Promise<LeftViews> {
	return ((await browser.storage.session.get(sessionKey))[sessionKey] as LeftViews | undefined) ?? {};
}

function parse(text: string | null): Left | undefined {
	try {
		return (JSON.parse(text ?? 'null') as Left | null) ?? undefined;
	} catch {
		return undefined;
	}
}
