const allPrefix = 'messa-keys/';

/** Where a device's keys are kept; a device never shares a crypto store with another one of its account. */
export function cryptoStorePrefix(userId: string, deviceId: string): string {
	return `${accountPrefix(userId)}${deviceId}`;
}

/** The IndexedDB databases of all crypto stores that this account's devices have had here. */
export async function cryptoDatabaseNames(userId: string): Promise<string[]> {
	const databases = await indexedDB.databases();
	return databases.flatMap(({ name }) => (name?.startsWith(accountPrefix(userId)) ? [name] : []));
}

const prepared = new WeakSet<IDBFactory>();

/**
 * Makes crypto stores let go of their databases when these are to be deleted. A store that was closed keeps
 * its connection until the last object made from it is garbage collected, and a deletion would wait for that.
 */
export function letGoWhenDeleted(factory: IDBFactory): void {
	if (prepared.has(factory)) return;
	prepared.add(factory);
	const open = factory.open.bind(factory);
	factory.open = (...args) => {
		const request = open(...args);
		if (args[0].startsWith(allPrefix)) {
			request.addEventListener('success', () => {
				const { result } = request;
				result.addEventListener('versionchange', () => result.close());
			});
		}
		return request;
	};
}

function accountPrefix(userId: string): string {
	return `${allPrefix}${userId}/`;
}
