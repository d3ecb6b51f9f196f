import type { ActedTab } from '../browser/tab-in-front.ts';
import { capturePage } from './capture.ts';
import { capturePicture } from './picture.ts';
import { openSheet, type Sharer, shareNow } from './share-now.ts';
import { readTargets } from './targets.ts';

/** As the manifest names the commands. */
export const shareCommands = { last: 'share-last', choose: 'share-choose' } as const;

/**
 * Shares the page of a tab: to the room that was shared to last, or to one that is chosen then.
 * @returns whether something is in the outbox now.
 * @throws Failure `pageUnreadable`, `pageIsFile`
 */
export async function sendFromCommand(sharer: Sharer, name: string, tab: ActedTab): Promise<boolean> {
	const page = await capturePage(sharer.db, tab);
	const shared = {
		page,
		picture: await capturePicture(tab, page),
		...(tab.id !== undefined && { tabId: tab.id }),
	};
	if (name === shareCommands.last) return await shareNow(sharer, shared, await lastRoom(sharer));
	await openSheet(sharer, shared, undefined);
	return false;
}

/** Where the newest share went; the likeliest room before there was one. */
async function lastRoom({ db }: Sharer): Promise<string | undefined> {
	const { rooms } = await readTargets(db, undefined, { newestCount: 1 });
	const rows = await db.shareTargets.orderBy('time').reverse().toArray();
	const here = new Set(rooms.map(({ roomId }) => roomId));
	return rows.find(({ roomId }) => here.has(roomId))?.roomId ?? rooms[0]?.roomId;
}
