import { browser } from 'wxt/browser';

/**
 * What happened to the disk that the person should know. `full`: nothing more can be written, and giving
 * up cache was not enough; `freed`: cache was given up so that there is room; `rebuilt`: a damaged cache
 * comes anew from the homeserver.
 */
export type DiskNotice = 'full' | 'freed' | 'rebuilt';

interface Stored {
	notice: DiskNotice;
	/** ms since the epoch. */
	time: number;
	/** The person has seen it. */
	isDismissed: boolean;
}

const key = 'disk';
/** Cache may have to be given up again and again; that is said once a day. */
const quietMs = 24 * 60 * 60 * 1000;

/** Whether this window or background has said that the disk is full. */
let isFull = false;

/** Tells every window. It is kept in memory, since a full disk takes no note. */
export async function noteDisk(notice: DiskNotice): Promise<void> {
	isFull = notice === 'full';
	const before = await read();
	if (before?.notice === notice && Date.now() - before.time < quietMs) return;
	await write({ notice, time: Date.now(), isDismissed: false });
}

/** Takes back that the disk is full, if that was said. */
export async function diskHasRoom(): Promise<void> {
	if (!isFull) return;
	isFull = false;
	if ((await read())?.notice === 'full') await clearDiskNotice();
}

export async function dismissDiskNotice(): Promise<void> {
	const before = await read();
	if (before) await write({ ...before, isDismissed: true });
}

/** Nobody is signed in, or the disk has room again. */
export async function clearDiskNotice(): Promise<void> {
	await browser.storage.session.remove(key);
}

/** Calls `listener` with what there is to say, now and at each change, until the function given back is called. */
export function watchDiskNotice(listener: (notice: DiskNotice | undefined) => void): () => void {
	const show = (stored: Stored | undefined): void => {
		isFull = stored?.notice === 'full';
		listener(stored && !stored.isDismissed ? stored.notice : undefined);
	};
	const onChanged = (changes: Record<string, { newValue?: unknown }>): void => {
		const change = changes[key];
		if (change) show(change.newValue as Stored | undefined);
	};
	browser.storage.session.onChanged.addListener(onChanged);
	read().then(show, () => undefined);
	return () => browser.storage.session.onChanged.removeListener(onChanged);
}

async function read(): Promise<Stored | undefined> {
	return (await browser.storage.session.get(key))[key] as Stored | undefined;
}

async function write(stored: Stored): Promise<void> {
	await browser.storage.session.set({ [key]: stored });
}
