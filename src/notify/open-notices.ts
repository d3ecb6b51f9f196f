import { browser } from 'wxt/browser';
import { noticeId, type RoomNotice, readNoticeId } from './notice-id.ts';

let known: Promise<OpenNotices> | undefined;

/** The rooms' notifications that may be on show; the browser is asked once in the life of a background. */
export async function openNotices(): Promise<OpenNotices> {
	known ??= browser.notifications.getAll().then((all) => new OpenNotices(Object.keys(all)));
	return await known;
}

/** What was announced of rooms and not taken back; the person may have closed some of it. */
export class OpenNotices {
	readonly #ids = new Map<string, Set<string>>();

	constructor(ids: string[]) {
		for (const id of ids) {
			const notice = readNoticeId(id);
			if (notice) this.#add(notice.roomId, id);
		}
	}

	rooms(): string[] {
		return [...this.#ids.keys()];
	}

	has(roomId: string): boolean {
		return this.#ids.has(roomId);
	}

	of(roomId: string): RoomNotice[] {
		return [...(this.#ids.get(roomId) ?? [])].flatMap((id) => readNoticeId(id) ?? []);
	}

	isOpen(notice: RoomNotice): boolean {
		return this.#ids.get(notice.roomId)?.has(noticeId(notice)) ?? false;
	}

	/** Takes note of one that was just shown, and takes back the room's others. */
	async replace(shown: RoomNotice): Promise<void> {
		const others = this.of(shown.roomId);
		this.#add(shown.roomId, noticeId(shown));
		for (const other of others) await this.clear(other);
	}

	async clear(notice: RoomNotice): Promise<void> {
		const id = noticeId(notice);
		const ids = this.#ids.get(notice.roomId);
		ids?.delete(id);
		if (ids?.size === 0) this.#ids.delete(notice.roomId);
		await browser.notifications.clear(id);
	}

	/** All were taken back. */
	forget(): void {
		this.#ids.clear();
	}

	#add(roomId: string, id: string): void {
		this.#ids.set(roomId, (this.#ids.get(roomId) ?? new Set()).add(id));
	}
}
