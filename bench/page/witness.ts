/** What the witness in the background tells the extension's pages; times are those of `clock.ts`. */
export type Testimony =
	/** A notification was given to the browser. */
	| { kind: 'notified'; message: string; time: number }
	/** A transaction that could write rows of timelines is complete; so many messages were written readable so far. */
	| { kind: 'stored'; readable: number; time: number }
	/** A request's answer was asked for, and had come as a whole. */
	| { kind: 'fetched'; path: string; begun: number; time: number }
	/** The floor of a wake: its one request was answered. */
	| { kind: 'answered'; time: number };

export const channelName = 'messa-bench';

/**
 * Stands before the background's own script in the copy that is measured, and tells when things happen
 * there: nothing else does without a debugger, which would keep the background alive. It has no imports,
 * since it is put there as text.
 */
export function witness(channelName: string): void {
	type Create = (id: string, options: { message?: string }) => unknown;
	const channel = new BroadcastChannel(channelName);
	const scope = globalThis as unknown as { browser?: Api; chrome: Api };
	interface Api {
		notifications: { create: Create };
	}
	const now = (): number => performance.timeOrigin + performance.now();
	const tell = (testimony: Testimony): void => channel.postMessage(testimony);

	const { notifications } = scope.browser ?? scope.chrome;
	const create = notifications.create.bind(notifications);
	notifications.create = (id, options) => {
		tell({ kind: 'notified', message: options.message ?? '', time: now() });
		return create(id, options);
	};

	const { transaction } = IDBDatabase.prototype;
	IDBDatabase.prototype.transaction = function (...args) {
		const opened = transaction.apply(this, args);
		if (args[1] === 'readwrite' && opened.objectStoreNames.contains('events')) {
			opened.addEventListener('complete', () => {
				tell({ kind: 'stored', readable: readable.size, time: now() });
			});
		}
		return opened;
	};
	const readable = new Set<string>();
	const { put } = IDBObjectStore.prototype;
	IDBObjectStore.prototype.put = function (...args) {
		const row = args[0] as { eventId: string; type?: string; status?: string };
		const isMessage = this.name === 'events' && row.type === 'm.room.message';
		if (isMessage && row.status === 'readable') readable.add(row.eventId);
		return put.apply(this, args);
	};

	const { fetch } = globalThis;
	globalThis.fetch = async (input, init) => {
		const begun = now();
		const response = await fetch(input, init);
		const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
		const { body } = response;
		if (!body) return response;
		const getReader = body.getReader.bind(body) as () => ReadableStreamDefaultReader<Uint8Array>;
		const watched = (): ReadableStreamDefaultReader<Uint8Array> => {
			const reader = getReader();
			const read = reader.read.bind(reader);
			reader.read = async () => {
				const part = await read();
				if (part.done) tell({ kind: 'fetched', path: pathname, begun, time: now() });
				return part;
			};
			return reader;
		};
		Object.assign(body, { getReader: watched });
		return response;
	};
}
