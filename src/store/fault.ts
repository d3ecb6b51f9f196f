/** What sealed bytes that cannot be read come to: another key's, changed, or no bytes at all. */
export class DamagedError extends Error {
	override readonly name = 'DamagedError';
}

/**
 * What keeps the store from working: `full` there is no room to write; `damaged` a row is not what was
 * written; `unreadable` the browser cannot read or write its own files, now or for good.
 */
export type StoreFault = 'full' | 'damaged' | 'unreadable';

/**
 * The browsers' names for it. Chromium reports a disk without space below its quota by other names than
 * QuotaExceededError (measured: DataError, "Failed to write blobs (IOError)").
 */
const faults: Record<string, StoreFault> = {
	QuotaExceededError: 'full',
	DamagedError: 'damaged',
	UnknownError: 'unreadable',
	DataError: 'unreadable',
	NotReadableError: 'unreadable',
	NotFoundError: 'unreadable',
	InvalidStateError: 'unreadable',
	VersionError: 'unreadable',
};

/** Tells what an error says about the store; undefined when it says nothing about it. */
export function storeFault(error: unknown): StoreFault | undefined {
	const found = causesOf(error).map(faultOf);
	return found.find((fault) => fault === 'full') ?? found.find((fault) => fault !== undefined);
}

/** Whether want of room may be behind an error that does not say so: an abort, or what the crypto store reports. */
export function mayBeFull(error: unknown): boolean {
	return causesOf(error).some((cause) => {
		const { name, message } = cause as { name?: unknown; message?: unknown };
		return name === 'AbortError' || faultOf(cause) === 'unreadable' || /crypto store/.test(String(message));
	});
}

function faultOf(error: unknown): StoreFault | undefined {
	const { name, message } = error as { name?: unknown; message?: unknown };
	// The crypto store passes the browser's error on as text, if at all.
	if (String(message).includes('QuotaExceededError')) return 'full';
	return faults[String(name)];
}

/** Dexie wraps the browser's error in its own, and those of many rows in one. */
function causesOf(error: unknown): unknown[] {
	if (typeof error !== 'object' || error === null) return [];
	const { inner, failures } = error as { inner?: unknown; failures?: unknown };
	return [error, ...causesOf(inner), ...(Array.isArray(failures) ? causesOf(failures[0]) : [])];
}
