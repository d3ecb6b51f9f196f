import { finishSignOut } from '../../src/account/sign-out.ts';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import { dropAlarms } from '../../src/browser/wake-alarm.ts';
import { Failure } from '../../src/failure.ts';
import { log } from '../../src/log.ts';
import { withdrawAll } from '../../src/notify/announce.ts';
import { clearBadge } from '../../src/notify/badge.ts';
import { updateMenu } from '../../src/share/menu.ts';
import { readActiveAccount } from '../../src/store/active-account.ts';
import { RunningAccount } from './account.ts';

/** The background's one state: the account that runs, or that nobody is signed in. */
export class Background {
	readonly #awake: Wakefulness;
	#running: Promise<RunningAccount | undefined>;

	/** Starts at once; whoever needs the account waits for it. */
	constructor(awake: Wakefulness) {
		this.#awake = awake;
		this.#running = startAccount(awake);
	}

	/** @throws Failure `signedOut` when nobody is signed in. */
	async account(): Promise<RunningAccount> {
		const running = await this.#running;
		if (!running) throw new Failure('signedOut');
		return running;
	}

	/** Gives the account, if there is one, for events that mean nothing without it. */
	async accountIfAny(): Promise<RunningAccount | undefined> {
		return await this.#running;
	}

	/** Starts anew with whoever is signed in now. */
	async restart(): Promise<void> {
		(await this.#running)?.stop();
		this.#running = startAccount(this.#awake);
		await this.#running;
	}
}

async function startAccount(awake: Wakefulness): Promise<RunningAccount | undefined> {
	try {
		await finishSignOut();
		const userId = await readActiveAccount();
		const running = userId === undefined ? undefined : await RunningAccount.open(userId, awake);
		running?.start();
		if (!running) await Promise.all([clearBadge(), withdrawAll(), updateMenu(undefined), dropAlarms()]);
		return running;
	} catch (error) {
		log.error('the account could not be started', error);
		return undefined;
	}
}
