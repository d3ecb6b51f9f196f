import { type Surface, untilTrue } from '../browser/driver/index.ts';

/** A room is as long as its history. */
const patienceMs = 30_000;

export interface Seen {
	/** Every text that came into view, each once. */
	texts: Set<string>;
	/** Texts that were on screen more than once at a time. */
	doubled: Set<string>;
}

/**
 * Looks through the messages that a window shows, from the oldest to the newest, whether the list keeps all of
 * them in the document or only those in view.
 * @param pattern what to look for in each message.
 * @param wanted what should be there: as long as some of it is missing, the end may still be growing.
 */
export async function lookThrough(window: Surface, pattern: RegExp, wanted: string[] = []): Promise<Seen> {
	const seen: Seen = { texts: new Set(), doubled: new Set() };
	await window.host.show();
	await untilTrue(
		'the beginning of the room',
		async () => {
			await window.scrollToTop({ role: 'article', nth: 0 });
			return (await window.count(/^Alice created the room/)) > 0;
		},
		patienceMs,
	);
	const end = Date.now() + patienceMs;
	const isComplete = (): boolean => wanted.every((text) => seen.texts.has(text));
	for (let isAtEnd = false; !isAtEnd || (!isComplete() && Date.now() < end); ) {
		isAtEnd = await window.evaluate(scrollDown);
		const texts = await window.texts({ role: 'article' });
		const found = texts.flatMap((text) => pattern.exec(text)?.[0] ?? []);
		for (const [index, text] of found.entries()) {
			if (found.indexOf(text) !== index) seen.doubled.add(text);
			seen.texts.add(text);
		}
	}
	return seen;
}

/** Scrolls down by less than what is in view, and waits until it is drawn. @returns whether that was the end. */
async function scrollDown(): Promise<boolean> {
	let view = document.querySelector('article') as Element | null;
	while (
		view &&
		!(view.scrollHeight > view.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(view).overflowY))
	)
		view = view.parentElement;
	if (!view) return true;
	const before = view.scrollTop;
	const { top, bottom } = view.getBoundingClientRect();
	const boxes = [...document.querySelectorAll('article')].map((article) => article.getBoundingClientRect());
	// One that is longer than the view is passed at once.
	const long = boxes.find((box) => box.top < top && box.bottom > bottom);
	const half = view.clientHeight / 2;
	view.scrollBy({ top: long ? long.bottom - top - half : half, behavior: 'instant' });
	await new Promise((resolve) =>
		setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve))),
	);
	return Math.abs(view.scrollTop - before) < 1;
}
