// When things are on the screen; times are those of the page's `performance.now()`.

export interface Painted {
	/** When the browser was given the click or the key. */
	begun: number;
	/** When the frame that shows the answer was painted. */
	painted: number;
}

let message: Promise<Painted> | undefined;
let room: Promise<Painted> | undefined;
let list: Promise<Painted> | undefined;
let picker: Promise<Painted> | undefined;
let sheet: Promise<Painted> | undefined;

/** Looks out for the next Enter, and for the message that it sends. */
export function watchForMessage(text: string): void {
	message = answered('keydown', isEnter, () => newestArticles(3).some(containing(text)));
}

/** The message that was watched for; `sinceEpoch` is when it was begun, in ms. */
export async function sentMessage(): Promise<Painted & { sinceEpoch: number }> {
	if (!message) throw new Error('no message was watched for');
	return withEpoch(await message);
}

/** Looks out for the next click, and for the room that it opens: its newest message stands for all in view. */
export function watchForRoom(newest: string): void {
	room = answered(
		'click',
		() => true,
		() => newestArticles(Number.POSITIVE_INFINITY).some(containing(newest)),
	);
}

/** The room that was watched for. */
export async function openedRoom(): Promise<Painted> {
	if (!room) throw new Error('no room was watched for');
	return await room;
}

/** Looks out for the next Enter, and for the chats behind the lock that it opens. */
export function watchForUnlock(): void {
	list = answered('keydown', isEnter, () => Boolean(document.querySelector('[data-room]')?.textContent));
}

/** The chats that were watched for. */
export async function unlocked(): Promise<Painted> {
	if (!list) throw new Error('no unlocking was watched for');
	return await list;
}

/** Looks out for the next click, and for the chats to share to that it brings. */
export function watchForPicker(): void {
	picker = answered(
		'click',
		() => true,
		() => Boolean(document.querySelector('dialog [role="option"]')),
	);
}

/** The chats to share to that were watched for. */
export async function openedPicker(): Promise<Painted> {
	if (!picker) throw new Error('no picker was watched for');
	return await picker;
}

/** Looks out for the next Enter, and for the sheet's form to go, when what it sends is kept. */
export function watchForSheet(): void {
	sheet = answered('keydown', isEnter, () => !document.querySelector('dialog form'));
}

/** The sheet that was watched for; `sinceEpoch` is when it was begun, in ms. */
export async function sentSheet(): Promise<Painted & { sinceEpoch: number }> {
	if (!sheet) throw new Error('no sheet was watched for');
	return withEpoch(await sheet);
}

/** When the list first showed so many chats, in ms since the epoch. */
export async function whenRoomsArePainted(count: number): Promise<number> {
	const lines = (): Element[] => [...document.querySelectorAll('[data-room]')];
	return (
		performance.timeOrigin + (await painted(() => lines().filter((line) => line.textContent).length >= count))
	);
}

function withEpoch(painted: Painted): Painted & { sinceEpoch: number } {
	return { ...painted, sinceEpoch: performance.timeOrigin + painted.begun };
}

function isEnter(event: Event): boolean {
	return event instanceof KeyboardEvent && event.key === 'Enter';
}

async function answered(
	type: string,
	isIt: (event: Event) => boolean,
	isThere: () => boolean,
): Promise<Painted> {
	const { promise, resolve } = Promise.withResolvers<number>();
	const hear = (event: Event): void => {
		if (isIt(event)) resolve(event.timeStamp);
	};
	document.addEventListener(type, hear, { capture: true });
	const end = painted(isThere);
	const begun = await promise;
	document.removeEventListener(type, hear, { capture: true });
	return { begun, painted: await end };
}

/** When the frame in which the condition holds was painted. */
async function painted(isThere: () => boolean): Promise<number> {
	await new Promise<void>((resolve) => {
		if (isThere()) return resolve();
		const observer = new MutationObserver(() => {
			if (!isThere()) return;
			observer.disconnect();
			resolve();
		});
		observer.observe(document, { subtree: true, childList: true, characterData: true });
	});
	await new Promise(requestAnimationFrame);
	// The next task runs after the frame's style, layout and paint.
	const { port1, port2 } = new MessageChannel();
	await new Promise<void>((resolve) => {
		port1.onmessage = () => resolve();
		port2.postMessage(undefined);
	});
	return performance.now();
}

function newestArticles(count: number): Element[] {
	const all = [...document.querySelectorAll('article, [role="article"]')];
	return Number.isFinite(count) ? all.slice(-count) : all;
}

function containing(text: string): (element: Element) => boolean {
	return (element) => element.textContent?.includes(text) === true;
}
