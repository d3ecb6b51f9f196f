import { isGap } from '../store/database.ts';
import type { GapRow } from '../store/event-rows.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { gapsOf, highestEvent } from './edges.ts';
import type { GapEnd } from './gaps.ts';
import { historyPage, roomEnd, tokenBeside } from './history-page.ts';
import type { TimelineContext } from './plan.ts';
import { type TakenPage, takePage } from './take-page.ts';

/** A homeserver may give empty pages on the way; so many are passed over in one go. */
const maxPages = 10;

/**
 * Fetches what is missing at one end of a gap, a page that brings something.
 * @returns whether something is still missing there.
 * @throws Failure when the homeserver can't be asked.
 */
export async function fillGap(
	context: TimelineContext,
	roomId: string,
	order: number,
	from: GapEnd,
): Promise<{ hasMore: boolean }> {
	let seen = new Set<string>();
	let end = from;
	let gap = await joinedGap(context, roomId, order);
	for (let pages = 0; gap && pages < maxPages; pages++) {
		const ask = await (end === 'above' ? askAbove(context, gap) : askBelow(context, gap));
		const { token } = ask;
		// Where there is no way up from below, the gap is filled from above.
		if (token === undefined || (end === 'below' && seen.has(token))) {
			end = 'above';
			seen = new Set();
			continue;
		}
		seen.add(token);
		const page = await historyPage(context.client, roomId, token, end === 'above' ? 'b' : 'f');
		// A token that was used already leads nowhere new.
		const next = page.end !== undefined && !seen.has(page.end) ? page.end : undefined;
		const taken = await withWriteLock(async (): Promise<TakenPage | undefined> => {
			const [room, now] = await Promise.all([context.db.rooms.get(roomId), gapNow(context, ask)]);
			return room && now && (await takePage(context, room, now, ask.end, page, next));
		});
		if (!taken) return { hasMore: await isOpen(context, gap) };
		if (taken.count > 0 || !taken.gap) return { hasMore: taken.gap !== undefined };
		gap = taken.gap;
		if (end === 'below' && next === undefined) {
			end = 'above';
			seen = new Set();
		}
	}
	return { hasMore: gap !== undefined };
}

/** What the homeserver is asked about a gap. */
interface Ask {
	gap: GapRow;
	end: GapEnd;
	/** Where `/messages` begins. */
	token?: string | undefined;
	/** `order` of the event right below the gap. */
	bottom?: number;
}

/** Two gaps with nothing in between are one: the upper one takes in the lower. */
async function joinedGap(
	{ db }: TimelineContext,
	roomId: string,
	order: number,
): Promise<GapRow | undefined> {
	return await withWriteLock(async () => {
		const gaps = await gapsOf(db, roomId);
		const gap = gaps.find((row) => row.order === order);
		const lower = gaps.findLast((row) => row.order < order);
		if (!gap || !lower || (await highestEvent(db, roomId, lower.order, order))) return gap;
		const { nextBatch: _, ...upper } = gap;
		const joined: GapRow = { ...upper, ...(lower.nextBatch !== undefined && { nextBatch: lower.nextBatch }) };
		await db.transaction('rw', db.events, async () => {
			await db.events.delete([roomId, lower.order]);
			await db.events.put(joined);
		});
		return joined;
	});
}

/** Where older rows were given up for want of room, the token is the one right before the event above. */
async function askAbove({ client }: TimelineContext, gap: GapRow): Promise<Ask> {
	const { roomId, prevBatch, aboveEventId } = gap;
	const token =
		prevBatch === '' && aboveEventId !== undefined
			? await tokenBeside(client, roomId, aboveEventId, 'start')
			: prevBatch;
	return { gap, end: 'above', token: token ?? roomEnd };
}

/** From below, `/messages` goes on where it ended, or right after the event below the gap. */
async function askBelow({ db, client }: TimelineContext, gap: GapRow): Promise<Ask> {
	const { roomId, order, nextBatch } = gap;
	const bottom = await highestEvent(db, roomId, Number.NEGATIVE_INFINITY, order);
	if (!bottom) return { gap, end: 'below' };
	const token = nextBatch ?? (await tokenBeside(client, roomId, bottom.eventId, 'end'));
	return { gap, end: 'below', token, bottom: bottom.order };
}

/** The gap as it is once the answer is here, unless the end that it is about was filled meanwhile. */
async function gapNow({ db }: TimelineContext, { gap, end, bottom = 0 }: Ask): Promise<GapRow | undefined> {
	const { roomId, order } = gap;
	if (end === 'above') {
		const now = await db.events.get([roomId, order]);
		return now && isGap(now) && now.prevBatch === gap.prevBatch ? now : undefined;
	}
	// Filled from above meanwhile, it stands lower than it did.
	const now = (await gapsOf(db, roomId)).find((row) => row.order > bottom);
	const isSame = now && now.order <= order && now.nextBatch === gap.nextBatch;
	return isSame && !(await highestEvent(db, roomId, bottom, now.order)) ? now : undefined;
}

async function isOpen({ db }: TimelineContext, { roomId, order }: GapRow): Promise<boolean> {
	return (await gapsOf(db, roomId)).some((gap) => gap.order <= order);
}
