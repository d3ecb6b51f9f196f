/** How often the person shared to a room: from anywhere, or from one site. */
export interface ShareTargetRow {
	/** Keyed hash of the site's host (`keyed-hash.ts`); the empty text stands for all of them. */
	site: string;
	roomId: string;
	/** Shares, the older ones counting less (`rank.ts`). */
	weight: number;
	/** The last one, ms since the epoch. */
	time: number;
}
