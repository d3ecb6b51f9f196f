import type { AccountDatabase } from './database.ts';

const bytes = 256 * 1024;

/** Holds some room for the work of giving up cache, which writes a little before it deletes a lot. */
export async function keepReserve(db: AccountDatabase): Promise<void> {
	if ((await db.reserve.count()) > 0) return;
	await db.reserve.put({ id: 'reserve', inline: noise(), blob: new Blob([noise()]) });
}

/** Lets the room go. */
export async function releaseReserve(db: AccountDatabase): Promise<void> {
	await db.reserve.clear();
}

/** What compresses holds no room. */
function noise(): Uint8Array<ArrayBuffer> {
	const noise = new Uint8Array(bytes);
	const step = 65_536;
	for (let at = 0; at < bytes; at += step) crypto.getRandomValues(noise.subarray(at, at + step));
	return noise;
}
