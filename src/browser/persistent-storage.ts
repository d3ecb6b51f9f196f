/**
 * Asks the browser not to delete what Messa keeps when it needs room: an evicted store would take the keys
 * with it. Firefox agrees in every page of an extension with `unlimitedStorage`. Chromium exempts such an
 * extension by itself and may still answer no; its workers cannot ask.
 */
export async function askToPersist(): Promise<void> {
	const { persist } = navigator.storage as Partial<StorageManager>;
	if (!persist || (await navigator.storage.persisted())) return;
	await persist.call(navigator.storage);
}
