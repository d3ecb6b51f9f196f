import { Authenticator } from '../tests/browser/authenticator.ts';
import type { BrowserName, Surface } from '../tests/browser/driver/index.ts';
import { lockScreen } from '../tests/browser/lock-steps.ts';
import type { Bench, Group } from './bench.ts';
import { pause } from './clock.ts';
import type { Figure } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount } from './seed/synapse.ts';
import type { Watched } from './watched.ts';

const passphrase = 'four words and a number 7';
/** A person looks at the lock's screen before they unlock. */
const settleMs = 700;

/**
 * From Enter on the lock's screen to the chats painted: Argon2id of the passphrase, or the answer of a passkey
 * whose owner needs no time, and then the background's and the window's start behind the lock.
 */
export const unlock: Group = {
	name: 'unlock',
	figures: ['unlock.passphrase', 'unlock.passkey'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 4,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.homeserver();
	bench.say(`a browser with ${roomCounts.fifty} rooms`);
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, benchAccount('fifty'), roomCounts.fifty);
	const page = await equip(await messa.browser.page('popup.html'));
	await call(page, 'setLock', passphrase);
	const figure = (name: string): Figure => ({ name, unit: 'ms', browser, readings: [] });
	const byPassphrase = figure('unlock.passphrase');
	// Firefox gives extensions no passkeys.
	if (browser === 'firefox') {
		await bench.take([byPassphrase], async () => [await unlocked(messa, page, passphrase)]);
		return [byPassphrase];
	}
	await Authenticator.in(page);
	await call(page, 'addPasskey', passphrase);
	const byPasskey = figure('unlock.passkey');
	await bench.take([byPassphrase, byPasskey], async () => [
		await unlocked(messa, page, passphrase),
		await unlocked(messa, page, undefined),
	]);
	return [byPassphrase, byPasskey];
}

/** Locks and unlocks. @param given the passphrase; without it, the passkey is used. @returns how long that took, in ms. */
async function unlocked(messa: Watched, page: Surface, given: string | undefined): Promise<number> {
	await call(messa.desk, 'lock');
	await page.see(lockScreen);
	await equip(page);
	if (given === undefined) await page.evaluate(focusPasskey);
	else await page.fill({ role: 'textbox', name: 'Passphrase' }, given);
	await pause(settleMs);
	await call(page, 'watchForUnlock');
	await page.press('Enter');
	const { begun, painted } = await call(page, 'unlocked');
	await messa.untilQuiet();
	return painted - begun;
}

function focusPasskey(): void {
	document.querySelector<HTMLElement>('main.lock button[type="button"]')?.focus();
}
