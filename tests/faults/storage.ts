import { type Surface, untilTrue } from '../browser/driver/index.ts';
import type { TabHost } from '../browser/driver/tab-host.ts';
import type { World } from '../browser/world.ts';
import { Exchange } from './exchange.ts';
import { conclude, type Scenario } from './scenario.ts';

const patienceMs = 120_000;
const withheldMs = 4_000;

/** No byte more may be stored while both talk; then there is room again. Only Chromium can be told so. */
export const quota: Scenario = async ({ world, isLong }) => {
	const count = isLong ? 10 : 1;
	const exchange = await Exchange.open(world, 'Quota');
	for (let time = 1; time <= count; time += 1) {
		exchange.fault = time;
		const lift = await exhaustQuota(world);
		await exchange.bobSays();
		await exchange.aliceTypes();
		await exchange.bobSays();
		await lift();
		await exchange.aliceSendsAgain();
		await exchange.aliceSays();
		await exchange.settle(patienceMs);
	}
	conclude('quota exhausted', count, await exchange.audit(patienceMs));
};

/** The browser takes back transactions of the background that are under way. */
export const aborts: Scenario = async ({ world, isLong }) => {
	const count = isLong ? 12 : 4;
	const exchange = await Exchange.open(world, 'Aborts');
	exchange.fault = 1;
	await world.browser.inBackground(abortTransactions, count);
	// Whoever tries again a little later each time is through in the end.
	for (let turn = 0; turn < count / 2; turn += 1)
		await Promise.all([exchange.aliceSays(), exchange.bobSays()]);
	const aborted = await world.browser.inBackground(abortedTransactions);
	conclude('transaction aborted', aborted, await exchange.audit(patienceMs));
};

/** The database cannot be opened for a while, nor used by those that had it open: an upgrade that comes to nothing. */
export const withheld: Scenario = async ({ world, isLong }) => {
	const count = isLong ? 5 : 1;
	const exchange = await Exchange.open(world, 'Withheld');
	for (let time = 1; time <= count; time += 1) {
		exchange.fault = time;
		await exchange.settle(patienceMs);
		const page = await world.browser.openTab('manifest.json');
		const over = page.evaluate(withhold, withheldMs);
		await exchange.bobSays();
		await world.browser.killBackground();
		await over;
		await page.close();
		await exchange.reopen();
		await Promise.all([exchange.aliceSays(), exchange.bobSays()]);
		await exchange.settle(patienceMs);
	}
	conclude('database does not open', count, await exchange.audit(patienceMs));
};

/** @returns what gives the room back. */
async function exhaustQuota({ browser }: World): Promise<() => Promise<void>> {
	const page: Surface = await browser.openTab('manifest.json');
	// The limit lasts as long as the session that sets it.
	const session = await (page.host as TabHost).page.createCDPSession();
	const origin = browser.extensionUrl.slice(0, -1);
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
	// Chromium allots room ahead, and asks for the quota again only when that is used or old.
	await untilTrue('no room', async () => !(await page.evaluate(canStore)), patienceMs);
	return () => page.close();
}

/** Runs in a page: whether a row of some size can be stored, in a database that goes again. */
async function canStore(): Promise<boolean> {
	const name = 'probe';
	const request = indexedDB.open(name);
	request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true });
	try {
		await new Promise((resolve, reject) => {
			request.onerror = reject;
			request.onsuccess = () => {
				const transaction = request.result.transaction('rows', 'readwrite');
				transaction.objectStore('rows').add('x'.repeat(1024 * 1024));
				transaction.oncomplete = resolve;
				transaction.onabort = reject;
			};
		});
		return true;
	} catch {
		return false;
	} finally {
		// An open one would not be deleted, and the next look would wait for that.
		if (request.readyState === 'done' && !request.error) request.result.close();
		indexedDB.deleteDatabase(name);
	}
}

/** Runs in the background: of the next `count` rows that are put into the account's database, none is kept. */
function abortTransactions(count: number): void {
	const aborts = { done: 0 };
	const { put } = IDBObjectStore.prototype;
	Object.assign(IDBObjectStore.prototype, { aborts });
	IDBObjectStore.prototype.put = function (...row) {
		const request = put.apply(this, row);
		if (aborts.done < count && this.transaction.db.name.startsWith('messa/')) {
			aborts.done += 1;
			this.transaction.abort();
		}
		return request;
	};
}

/** Runs in the background. @returns how many it has taken back; none if it died since. */
function abortedTransactions(): number {
	return (IDBObjectStore.prototype as unknown as { aborts?: { done: number } }).aborts?.done ?? 0;
}

/** Runs in a page: takes the account's database for itself for a while, and leaves it as it was. */
async function withhold(forMs: number): Promise<void> {
	const all = await indexedDB.databases();
	const { name = '', version = 1 } = all.find((one) => one.name?.startsWith('messa/@')) ?? {};
	const request = indexedDB.open(name, version + 10);
	await new Promise((resolve) => {
		request.onerror = resolve;
		request.onupgradeneeded = () => {
			const end = Date.now() + forMs;
			const goOn = (): void => {
				if (Date.now() > end) request.transaction?.abort();
				else if (request.transaction) request.transaction.objectStore('session').count().onsuccess = goOn;
			};
			goOn();
		};
	});
}
