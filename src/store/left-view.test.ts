import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { LeftView, nameRun, tellLeftView } from './left-view.ts';

/** What a page has and Node lacks: its own keys are the entries. */
class PageStorage {
	[key: string]: unknown;

	getItem(key: string): unknown {
		return Object.hasOwn(this, key) ? this[key] : null;
	}

	setItem(key: string, value: string): void {
		this[key] = value;
	}

	removeItem(key: string): void {
		delete this[key];
	}
}

beforeEach(async () => {
	fakeBrowser.reset();
	vi.stubGlobal('localStorage', new PageStorage());
	await nameRun();
});

async function panelOf(windowId: number): Promise<LeftView> {
	vi.spyOn(fakeBrowser.windows, 'getCurrent').mockResolvedValue({ id: windowId } as never);
	return await LeftView.open('panel');
}

/** The browser is closed and started again: what it had in memory is gone. */
async function restartBrowser(): Promise<void> {
	await fakeBrowser.storage.session.clear();
	await nameRun();
}

describe('where a panel was left', () => {
	it('is another place in each browser window', async () => {
		(await panelOf(1)).keep('!a:a');
		(await panelOf(2)).keep(null);
		expect((await panelOf(1)).roomId).toBe('!a:a');
		expect((await panelOf(2)).roomId).toBe(null);
	});

	it('is where any was left last, in a window that has had none', async () => {
		(await panelOf(1)).keep('!a:a');
		(await panelOf(2)).keep('!b:a');
		const third = await panelOf(3);
		expect(third.roomId).toBe('!b:a');
		expect(third.ofWindow).toBeUndefined();
	});

	it('is not taken from a window of before that had the same number', async () => {
		(await panelOf(1)).keep('!a:a');
		(await panelOf(2)).keep('!b:a');
		await restartBrowser();
		const first = await panelOf(1);
		expect(first.ofWindow).toBeUndefined();
		expect(first.roomId).toBe('!b:a');
		first.keep('!c:a');
		expect(Object.keys(localStorage).sort()).toEqual(['left:panel', 'left:panel:1']);
	});

	it('is unknown at first', async () => {
		expect((await panelOf(1)).roomId).toBeUndefined();
	});
});

describe('where the popup was left', () => {
	it('is what it kept or what the background has told since, whichever is newer', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: 1 });
		(await LeftView.open('popup')).keep('!a:a');
		vi.setSystemTime(2);
		await tellLeftView('popup', '!b:a');
		expect((await LeftView.open('popup')).roomId).toBe('!b:a');
		vi.setSystemTime(3);
		(await LeftView.open('popup')).keep(null);
		expect((await LeftView.open('popup')).roomId).toBe(null);
		vi.useRealTimers();
	});
});
