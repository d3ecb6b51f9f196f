import type { RoomRow } from '../store/room-rows.ts';
import type { ShareTargetRow } from '../store/target-rows.ts';

/** After so long a share counts half. */
const halfLifeMs = 14 * 86_400_000;
/** What went somewhere from this very site likely goes there again. */
const siteFactor = 4;
/** Less than that is forgotten: about one share two months ago. */
const least = 0.05;

type Weighed = Pick<ShareTargetRow, 'weight' | 'time'>;

/** What a row of shares counts at `now`, both times in ms since the epoch; a clock put back makes nothing newer. */
export function weightAt({ weight, time }: Weighed, now: number): number {
	return weight * 2 ** (-Math.max(0, now - time) / halfLifeMs);
}

/** The row's numbers after one more share. */
export function afterShare(row: Weighed | undefined, now: number): Weighed {
	return { weight: (row ? weightAt(row, now) : 0) + 1, time: now };
}

/** How likely a share goes to each room, by the shares before. @param site the hash of the site, if there is one */
export function scores(
	rows: readonly ShareTargetRow[],
	site: string | undefined,
	now: number,
): Map<string, number> {
	const byRoom = new Map<string, number>();
	for (const row of rows) {
		if (row.site !== '' && row.site !== site) continue;
		const score = weightAt(row, now) * (row.site === '' ? 1 : siteFactor);
		byRoom.set(row.roomId, (byRoom.get(row.roomId) ?? 0) + score);
	}
	for (const [roomId, score] of byRoom) if (score < least) byRoom.delete(roomId);
	return byRoom;
}

/** Rooms that can be shared to, the likeliest first: by shares, then by activity. */
export function rank(rooms: readonly RoomRow[], byRoom: ReadonlyMap<string, number>): RoomRow[] {
	const score = ({ roomId }: RoomRow): number => byRoom.get(roomId) ?? 0;
	return rooms
		.filter(({ shelf }) => shelf === 'chat')
		.sort((a, b) => score(b) - score(a) || b.activity - a.activity || (a.roomId < b.roomId ? -1 : 1));
}
