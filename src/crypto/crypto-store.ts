/** Where a device's keys are kept; a device never shares a crypto store with another one of its account. */
export function cryptoStorePrefix(userId: string, deviceId: string): string {
	return `${accountPrefix(userId)}${deviceId}`;
}

/** The IndexedDB databases of all crypto stores that this account's devices have had here. */
export async function cryptoDatabaseNames(userId: string): Promise<string[]> {
	const databases = await indexedDB.databases();
	return databases.flatMap(({ name }) => (name?.startsWith(accountPrefix(userId)) ? [name] : []));
}

function accountPrefix(userId: string): string {
	return `messa-keys/${userId}/`;
}
