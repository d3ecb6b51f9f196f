import { finishSignOut } from '../../src/account/sign-out.ts';
import { Failure } from '../../src/failure.ts';
import { log } from '../../src/log.ts';
import { withdrawAll } from '../../src/notify/announce.ts';
import { clearBadge } from '../../src/notify/badge.ts';
import { updateMenu } from '../../src/share/menu.ts';
import { readActiveAccount } from '../../src/store/active-account.ts';
import { RunningAccount } from './account.ts';

/** The background's one state: the account that runs, or that nobody is signed in. */
export class Background {
	#running: Promise<RunningAccount | undefined>;

	/** Starts at once; whoever needs the account waits for it. */
	constructor() {
		this.#running = startAccount();
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
		this.#running = startAccount();
		await this.#running;
	}
}

async function startAccount(): Promise<RunningAccount | undefined> {
	try {
		await finishSignOut();
		const userId = await readActiveAccount();
		const running = userId === undefined ? undefined : await RunningAccount.open(userId);
		running?.start();
		if (!running) await Promise.all([clearBadge(), withdrawAll(), updateMenu(undefined)]);
		return running;
	} catch (error) {
		log.error('the account could not be started', error);
		return undefined;
	}
}
