import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ColorScheme, Host, Point } from './host.ts';
import { call, inPage } from './injected.ts';
import { inWords, type Locator, toQuery } from './locator.ts';
import type { Reach } from './page/reach.ts';
import { until, untilTrue, withinTime } from './until.ts';

/** What moved away as it was pressed is pressed once more. */
const mostPresses = 2;

export interface Patience {
	timeoutMs?: number;
}

/** A window as a person uses it: every step waits until it can be done, and fails with what is on screen. */
export class Surface {
	readonly host: Host;

	constructor(host: Host) {
		this.host = host;
	}

	/** Waits until it is visible, in view or scrolled out of it. */
	async see(locator: Locator, { timeoutMs }: Patience = {}): Promise<void> {
		await untilTrue(
			this.#telling(`to see ${inWords(locator)}`),
			async () => (await this.count(locator)) > 0,
			timeoutMs,
		);
	}

	/** Waits until it is not visible (any more). */
	async dontSee(locator: Locator, { timeoutMs }: Patience = {}): Promise<void> {
		await untilTrue(
			this.#telling(`not to see ${inWords(locator)}`),
			async () => (await this.count(locator)) === 0,
			timeoutMs,
		);
	}

	/** How many such things are visible now. */
	async count(locator: Locator): Promise<number> {
		return (await this.host.evaluate(inPage('(query) => find(query).length', toQuery(locator)))) as number;
	}

	async click(
		locator: Locator,
		options: Patience & { button?: 'left' | 'right'; count?: number } = {},
	): Promise<void> {
		await this.host.show();
		for (let tries = 1; ; tries += 1) {
			const at = await this.#reach(locator, options.timeoutMs);
			await this.host.evaluate(inPage('watchPress', toQuery(locator)));
			await this.host.click(at, options.button ?? 'left', options.count ?? 1);
			const met = await this.#missed();
			if (met === undefined) return;
			const said = `The press for ${inWords(locator)} met ${met}`;
			if (tries === mostPresses) throw new Error(`${said}\n${await this.outline()}`);
			console.warn(`${said}; once more`);
		}
	}

	async hover(locator: Locator, { timeoutMs }: Patience = {}): Promise<void> {
		await this.host.show();
		await this.host.hover(await this.#reach(locator, timeoutMs));
	}

	/** Draws over an element with the mouse, from one place in it to another: 0 is its left or top edge, 1 the other one. */
	async drag(locator: Locator, from: Point, to: Point, { timeoutMs }: Patience = {}): Promise<void> {
		await this.host.show();
		await this.#reach(locator, timeoutMs);
		const box =
			'(query) => { const { x, y, width, height } = find(query)[0].getBoundingClientRect(); return { x, y, width, height }; }';
		const { x, y, width, height } = (await this.host.evaluate(inPage(box, toQuery(locator)))) as DOMRect;
		const placeOf = (place: Point): Point => ({ x: x + width * place.x, y: y + height * place.y });
		await this.host.drag(placeOf(from), placeOf(to));
	}

	/** Replaces a field's content; of a list of options it chooses the one with that label. */
	async fill(locator: Locator, value: string, { timeoutMs }: Patience = {}): Promise<void> {
		await this.host.show();
		await this.#reach(locator, timeoutMs);
		await this.host.evaluate(inPage('enter', toQuery(locator), value));
	}

	/** Types with the keyboard into what has focus. */
	async type(text: string): Promise<void> {
		await this.host.show();
		await this.host.type(text);
	}

	/** Presses a key, with modifiers before it: `Enter`, `Shift+Tab`, `Control+k`. */
	async press(keys: string): Promise<void> {
		await this.host.show();
		await this.host.press(keys);
	}

	/** The accessible name of what has the focus. */
	async focused(): Promise<string> {
		return (await this.host.evaluate(inPage('() => nameOf(document.activeElement)'))) as string;
	}

	/** Gives files from the disk to the page: by its file field, or as a paste or drop on `locator`. */
	async give(
		locator: Locator,
		paths: string[],
		how: 'choose' | 'paste' | 'drop' = 'choose',
		type = '',
	): Promise<void> {
		const files = await Promise.all(
			paths.map(async (path) => ({
				name: basename(path),
				type,
				bytes: (await readFile(path)).toString('base64'),
			})),
		);
		if (how !== 'choose') await this.see(locator);
		await this.host.evaluate(inPage('give', toQuery(locator), files, how));
	}

	/** The text that the element shows, or its value if it is a field. */
	async text(locator: Locator, { timeoutMs }: Patience = {}): Promise<string> {
		const read =
			'(query) => { const [one] = find(query); return one && ((one.localName !== "button" && one.localName !== "li" && "value" in one) ? one.value : one.innerText); }';
		return until(
			this.#telling(`to read ${inWords(locator)}`),
			async () =>
				((await this.host.evaluate(inPage(read, toQuery(locator)))) ?? undefined) as string | undefined,
			timeoutMs,
		);
	}

	/** The texts of all that fit, in the order of the page. */
	async texts(locator: Locator): Promise<string[]> {
		return (await this.host.evaluate(
			inPage('(query) => find(query).map((one) => one.innerText)', toQuery(locator)),
		)) as string[];
	}

	/** Scrolls the list that holds the element up to its beginning; one that grows upwards counts downwards from 0. */
	async scrollToTop(locator: Locator): Promise<void> {
		await this.see(locator);
		const scroll =
			'(query) => { let one = find(query)[0]; while (one && !(one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY))) one = one.parentElement; one ??= document.scrollingElement; one.scrollTo({ top: -one.scrollHeight, behavior: "instant" }); }';
		await this.host.evaluate(inPage(scroll, toQuery(locator)));
	}

	/** Runs a self-contained function in the page and gives what it gives, as JSON carries it. */
	async evaluate<A extends unknown[], T>(body: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
		return (await this.host.evaluate(call(body, args))) as T;
	}

	/** What is on the screen, in words. */
	async outline(): Promise<string> {
		return (await this.host.evaluate(inPage('outline'))) as string;
	}

	/** Writes a PNG of what it shows. */
	async screenshot(file: string): Promise<void> {
		await this.host.show();
		await writeFile(file, await this.host.picture());
	}

	async resize(width: number, height: number): Promise<void> {
		await this.host.resize(width, height);
		await untilTrue(`a size of ${width} × ${height}`, async () => {
			const [innerWidth, innerHeight] = (await this.host.evaluate('[innerWidth, innerHeight]')) as [
				number,
				number,
			];
			return innerWidth === width && innerHeight === height;
		});
	}

	/** As if the system had changed its colours. In Firefox that goes for all windows. */
	async setColorScheme(scheme: ColorScheme): Promise<void> {
		await this.host.setColorScheme(scheme);
		await untilTrue(`${scheme} colours`, async () =>
			Boolean(await this.host.evaluate(`matchMedia('(prefers-color-scheme: ${scheme})').matches`)),
		);
	}

	async close(): Promise<void> {
		await this.host.close();
	}

	async isClosed(): Promise<boolean> {
		return this.host.isClosed();
	}

	/** Waits until the one element can be pointed at and has come to rest. */
	async #reach(locator: Locator, timeoutMs?: number): Promise<Point> {
		let before: Point | undefined;
		let problem = '';
		return until(
			async () => `${inWords(locator)}: ${problem}\n${await this.outline()}`,
			async () => {
				const now = (await this.host.evaluate(inPage('reach', toQuery(locator)))) as Reach;
				const last = before;
				before = 'problem' in now ? undefined : now;
				problem = 'problem' in now ? now.problem : 'it keeps moving';
				return before && last && before.x === last.x && before.y === last.y ? before : undefined;
			},
			timeoutMs,
		);
	}

	/** What the last press met, if it was not what it was meant for. */
	async #missed(): Promise<string | undefined> {
		try {
			return (await withinTime(this.host.evaluate(inPage('missedPress')))) as string | undefined;
		} catch {
			// It closed the window, or led to another page.
			return undefined;
		}
	}

	#telling(wish: string): () => Promise<string> {
		return async () => `${wish}\n${await this.outline()}`;
	}
}
