import { browser } from 'wxt/browser';

const key = 'account';

/** The user id of the account in use; undefined when nobody is signed in. */
export async function readActiveAccount(): Promise<string | undefined> {
	const stored = await browser.storage.local.get(key);
	const userId: unknown = stored[key];
	return typeof userId === 'string' ? userId : undefined;
}

export async function writeActiveAccount(userId: string): Promise<void> {
	await browser.storage.local.set({ [key]: userId });
}

export async function clearActiveAccount(): Promise<void> {
	await browser.storage.local.remove(key);
}

/** Calls `listener` with the account in use at each change, until the function given back is called. */
export function watchActiveAccount(listener: (userId: string | undefined) => void): () => void {
	const onChanged = (changes: Record<string, { newValue?: unknown }>): void => {
		const change = changes[key];
		if (change) listener(typeof change.newValue === 'string' ? change.newValue : undefined);
	};
	browser.storage.local.onChanged.addListener(onChanged);
	return () => browser.storage.local.onChanged.removeListener(onChanged);
}
