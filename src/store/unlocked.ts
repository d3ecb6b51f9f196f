import { browser } from 'wxt/browser';

const key = 'unlocked';

/** The vault key of a locked vault, as long as it is unlocked; undefined when it is not. */
export async function readUnlockedKey(): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const bytes = (await browser.storage.session.get(key))[key] as number[] | undefined;
	return bytes && new Uint8Array(bytes);
}

/**
 * Unlocks for the life of the browser: `storage.session` is kept in its memory, is never written to the disk,
 * and is given to our own pages and background alone.
 */
export async function keepUnlockedKey(vaultKey: Uint8Array<ArrayBuffer>): Promise<void> {
	await browser.storage.session.set({ [key]: [...vaultKey] });
}

/** Locks. */
export async function forgetUnlockedKey(): Promise<void> {
	await browser.storage.session.remove(key);
}

/** Calls `listener` whenever the account was locked or unlocked, until the function given back is called. */
export function watchUnlocked(listener: (isUnlocked: boolean) => void): () => void {
	const onChanged = (changes: Record<string, { newValue?: unknown }>): void => {
		const change = changes[key];
		if (change) listener(change.newValue !== undefined);
	};
	browser.storage.session.onChanged.addListener(onChanged);
	return () => browser.storage.session.onChanged.removeListener(onChanged);
}
