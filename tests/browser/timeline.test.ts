import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let popup: Surface;
let direct: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup, roomId: direct } = await chatWithBob(world));
});

afterAll(async () => {
	await world?.stop();
});

/** The message that shows this text. */
function message(text: string) {
	return { role: 'article', containing: text };
}

describe('a thread', () => {
	let root: string;
	let last: string;

	it('shows under its first message how many answer, and who did last', async () => {
		root = await world.bob.sendText(direct, 'Where shall we eat?');
		for (const text of ['At home', 'At the market', 'Nowhere']) {
			last = await world.bob.sendInThread(direct, root, text);
		}
		await popup.see({
			text: /^3 replies, last from Bob/,
			within: { ...message('Where shall we eat?'), nth: 0 },
		});
	});

	it('counts no longer what was deleted', async () => {
		await world.bob.redact(direct, last);
		await popup.see(/^2 replies, last from Bob/);
		expect(await popup.count('Nowhere')).toBe(0);
	});
});

describe('a quote', () => {
	it('follows the message that it quotes: its edit, then its deletion', async () => {
		const target = await world.bob.sendText(direct, 'The train leaves at six');
		await world.bob.sendReply(direct, target, 'Good');
		const quote = { role: 'note', name: 'Reply to Bob', within: message('Good') };
		await popup.see({ text: 'The train leaves at six', within: quote });
		await world.bob.sendEdit(direct, target, 'The train leaves at seven');
		await popup.see({ text: 'The train leaves at seven', within: quote });
		await world.bob.redact(direct, target);
		await popup.see({ text: 'Message deleted', within: quote });
		expect(await popup.count('The train leaves at seven')).toBe(0);
	});
});

describe('what was missed in the middle of a long history', () => {
	const old = numbered('Old', 60);
	const missed = numbered('Missed', 130);
	const fresh = numbered('Fresh', 60);
	let choir: string;

	beforeAll(async () => {
		const other = await OtherDevice.signIn(world);
		choir = await other.makeRoom({ name: 'Choir', isEncrypted: false });
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see({ role: 'button', name: /^Choir/ });
		for (const text of old) await world.bob.sendText(choir, text);
		await untilStored(old.at(-1) ?? '');
		world.browser.network.setOffline(true);
		for (const text of missed) await world.bob.sendText(choir, text);
		world.browser.network.setOffline(false);
		await untilStored(missed.at(-1) ?? '');
		for (const text of fresh) await world.bob.sendText(choir, text);
		await untilStored(fresh.at(-1) ?? '');
		world.browser.network.record();
	}, 240_000);

	/** Waits until the list shows it as the room's newest message. */
	async function untilStored(text: string): Promise<void> {
		await popup.see(`Bob: ${text}`, { timeoutMs: 60_000 });
	}

	/** How many pages of history were asked for in a direction. */
	function pages(dir: 'b' | 'f'): number {
		const asked = new RegExp(`/rooms/${RegExp.escape(encodeURIComponent(choir))}/messages\\?.*dir=${dir}`);
		return world.browser.network.sent.filter(({ url }) => asked.test(url)).length;
	}

	it('comes from below for whoever reads on from the older messages', async () => {
		await popup.click({ role: 'button', name: /^Choir/ });
		await popup.see(fresh.at(-1) ?? '');
		await toOldest();
		await untilTrue(
			async () => `a page from below, of ${pages('b')} from above`,
			async () => {
				await readOn();
				return pages('f') > 0;
			},
			60_000,
		);
	});

	it('comes from both ends, each message once and in order', async () => {
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: /^Choir/ });
		await untilTrue('a page from above', async () => {
			await popup.scrollToTop({ role: 'article', nth: 0 });
			return pages('b') > 0;
		});
		const all = [...old, ...missed, ...fresh];
		await untilTrue('all messages', async () => (await readAll()).length >= all.length, 90_000);
		expect(await readAll()).toEqual(all);
	});

	async function toOldest(): Promise<void> {
		await untilTrue(
			'the oldest message',
			async () => {
				await popup.scrollToTop({ role: 'article', nth: 0 });
				return (await popup.count(message(old[0] ?? ''))) > 0;
			},
			60_000,
		);
	}

	/** Scrolls down by less than a window. @returns whether that was the end. */
	async function readOn(): Promise<boolean> {
		return popup.evaluate(() => {
			const log = document.querySelector('[role=log]');
			const before = log?.scrollTop;
			log?.scrollBy({ top: 200, behavior: 'instant' });
			return log?.scrollTop === before;
		});
	}

	/** Reads from the oldest message to the newest. */
	async function readAll(): Promise<string[]> {
		const read = new Set<string>();
		await toOldest();
		for (let isEnd = false; !isEnd; isEnd = await readOn()) {
			const texts = await popup.texts({ role: 'article' });
			for (const text of texts) {
				const [found] = /(Old|Missed|Fresh) \d+ of \d+/.exec(text) ?? [];
				if (found) read.add(found);
			}
		}
		return [...read];
	}
});

function numbered(word: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${word} ${index + 1} of ${count}`);
}
