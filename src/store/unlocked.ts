import { browser } from 'wxt/browser';

/** The names under which `storage.session` holds what goes when the account is locked. */
export const whileUnlocked = { key: 'unlocked', glance: 'glance' } as const;
const { key } = whileUnlocked;

export interface Unlocked {
	userId: string;
	vaultKey: number[];
}

/** The vault key of an account that was unlocked, or that has no lock and was opened; undefined otherwise. */
export async function readUnlockedKey(userId: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const unlocked = (await browser.storage.session.get(key))[key] as Unlocked | undefined;
	return unlocked?.userId === userId ? new Uint8Array(unlocked.vaultKey) : undefined;
}

/**
 * Unlocks for the life of the browser: `storage.session` is kept in its memory, is never written to the disk,
 * and is given to our own pages and background alone.
 */
export async function keepUnlockedKey(userId: string, vaultKey: Uint8Array<ArrayBuffer>): Promise<void> {
	await browser.storage.session.set({ [key]: { userId, vaultKey: [...vaultKey] } satisfies Unlocked });
}

/** Locks: the key goes, and with it what it was to keep from others. */
export async function forgetUnlockedKey(): Promise<void> {
	await browser.storage.session.remove(Object.values(whileUnlocked));
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
