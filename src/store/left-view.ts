import { browser } from 'wxt/browser';
import type { ViewRow } from './account-rows.ts';

const toldKey = 'left';
const runKey = 'run';
const pagePrefix = 'left:';

/** Where a window was left: a chat, or null for the list. */
interface Left {
	roomId: string | null;
	/** ms since the epoch */
	time: number;
	/** Of a panel of one browser window: the run of the browser that knows the window by its number. */
	run?: string;
}

type LeftViews = Partial<Record<ViewRow['id'], Left>>;

/**
 * Where a window was left, sooner than the database says it. What a window keeps is in `localStorage`, which is
 * there at once and wakes no background. Each browser window has a panel of its own, which opens where that one was
 * left; one that is new to this run of the browser, where a panel was left last.
 */
export class LeftView {
	readonly #view: ViewRow['id'];
	readonly #told: Left | undefined;
	readonly #run: string | undefined;
	/** The browser window of a panel. */
	readonly windowId: number | undefined;

	private constructor(view: ViewRow['id'], told: Left | undefined, run?: string, windowId?: number) {
		this.#view = view;
		this.#told = told;
		this.#run = run;
		this.windowId = windowId;
	}

	static async open(view: ViewRow['id']): Promise<LeftView> {
		try {
			const [known, window] = await Promise.all([
				browser.storage.session.get([toldKey, runKey]),
				view === 'panel' ? browser.windows.getCurrent() : undefined,
			]);
			const told = known[toldKey] as LeftViews | undefined;
			return new LeftView(view, told?.[view], known[runKey] as string | undefined, window?.id);
		} catch {
			return new LeftView(view, undefined);
		}
	}

	/** Undefined where nothing is known. */
	get roomId(): string | null | undefined {
		const own = this.ofWindow;
		if (own !== undefined) return own;
		const told = this.#told;
		const kept = read(this.#view);
		const newest = told && kept && told.time < kept.time ? kept : (told ?? kept);
		return newest?.roomId;
	}

	/** Where the panel of this very browser window was left; undefined for a popup, and where nothing is known. */
	get ofWindow(): string | null | undefined {
		const own = this.windowId === undefined ? undefined : read(this.#ownKey);
		return own?.run !== undefined && own.run === this.#run ? own.roomId : undefined;
	}

	/** Keeps where this window is now. */
	keep(roomId: string | null): void {
		const left: Left = { roomId, time: Date.now() };
		write(this.#view, left);
		if (this.windowId === undefined || this.#run === undefined) return;
		dropOtherRuns(`${this.#view}:`, this.#run);
		write(this.#ownKey, { ...left, run: this.#run });
	}

	get #ownKey(): string {
		return `${this.#view}:${this.windowId}`;
	}
}

/** For the background, which has no `localStorage`: tells where a window is to open. */
export async function tellLeftView(view: ViewRow['id'], roomId: string | null): Promise<void> {
	const known = (await browser.storage.session.get(toldKey))[toldKey] as LeftViews | undefined;
	const told: LeftViews = { ...known, [view]: { roomId, time: Date.now() } };
	await browser.storage.session.set({ [toldKey]: told });
}

/**
 * For the background: gives this run of the browser a name, since the next one counts its windows anew. Windows do
 * not write there: each write would wake a background.
 */
export async function nameRun(): Promise<void> {
	if ((await browser.storage.session.get(runKey))[runKey] !== undefined) return;
	await browser.storage.session.set({ [runKey]: crypto.randomUUID() });
}

/** For the background: nobody is signed in. */
export async function dropToldViews(): Promise<void> {
	await browser.storage.session.remove(toldKey);
}

function dropOtherRuns(prefix: string, run: string): void {
	const own = Object.keys(localStorage).filter((key) => key.startsWith(pagePrefix + prefix));
	for (const key of own) if (read(key.slice(pagePrefix.length))?.run !== run) localStorage.removeItem(key);
}

function write(name: string, left: Left): void {
	localStorage.setItem(pagePrefix + name, JSON.stringify(left));
}

function read(name: string): Left | undefined {
	try {
		return (JSON.parse(localStorage.getItem(pagePrefix + name) ?? 'null') as Left | null) ?? undefined;
	} catch {
		return undefined;
	}
}
