import { finishSignOut } from '../../src/account/sign-out.ts';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import { dropAlarms } from '../../src/browser/wake-alarm.ts';
import { Failure } from '../../src/failure.ts';
import { forgetGuesses } from '../../src/lock/guesses.ts';
import { isAway, watchIdleness } from '../../src/lock/idle.ts';
import { lock, unlock } from '../../src/lock/lock.ts';
import { log } from '../../src/log.ts';
import { withdrawAll } from '../../src/notify/announce.ts';
import { clearBadge, dimBadge } from '../../src/notify/badge.ts';
import { updateMenu } from '../../src/share/menu.ts';
import { readActiveAccount } from '../../src/store/active-account.ts';
import { AccountDatabase } from '../../src/store/database.ts';
import { noteDisk } from '../../src/store/disk-notice.ts';
import { type StoreFault, storeFault } from '../../src/store/fault.ts';
import { dropGlance } from '../../src/store/glance.ts';
import { dropToldViews, nameRun } from '../../src/store/left-view.ts';
import type { Opener } from '../../src/store/lock-openers.ts';
import { clearCache, remakeDatabase } from '../../src/store/rebuild.ts';
import { rebuildUnlessPaused } from '../../src/store/rebuild-pause.ts';
import { readLockMinutes } from '../../src/store/settings.ts';
import { forgetUnlockedKey } from '../../src/store/unlocked.ts';
import { hasLock, LockedError } from '../../src/store/vault.ts';
import { RunningAccount } from './account.ts';

/** After a start that failed there is no other one for that long. */
const pauseMs = 10_000;

/** The background's one state: the account that runs, or that nobody is signed in. */
export class Background {
	readonly #awake: Wakefulness;
	#running: Promise<RunningAccount | undefined>;
	/** When the last start failed, ms since the epoch. */
	#failedAt: number | undefined;
	#rebuilding: Promise<void> | undefined;
	#isLocked = false;

	/** Starts at once; whoever needs the account waits for it. */
	constructor(awake: Wakefulness) {
		this.#awake = awake;
		this.#running = this.#start();
	}

	/** @throws Failure `signedOut` when nobody is signed in, `locked` when the account is. */
	async account(): Promise<RunningAccount> {
		const running = await this.accountIfAny();
		if (!running) throw new Failure(this.#isLocked ? 'locked' : 'signedOut');
		return running;
	}

	/** Gives the account, if there is one, for events that mean nothing without it. */
	async accountIfAny(): Promise<RunningAccount | undefined> {
		const running = await this.#settled();
		if (this.#failedAt === undefined || Date.now() - this.#failedAt <= pauseMs) return running;
		// The disk may have been full, or the browser not ready.
		this.#failedAt = undefined;
		await this.restart();
		return await this.#settled();
	}

	/** Starts anew with whoever is signed in now. */
	async restart(): Promise<void> {
		await this.#startAfter((running) => running?.stop());
	}

	/** Does something with the vault of whoever is signed in, locked or not. @throws Failure `signedOut`. */
	async withVault<T>(work: (db: AccountDatabase) => Promise<T>): Promise<T> {
		const userId = await readActiveAccount();
		if (userId === undefined) throw new Failure('signedOut');
		const db = new AccountDatabase(userId);
		try {
			return await work(db);
		} finally {
			db.close();
		}
	}

	/** Locks now, where there is a lock: keys, client and what is on show go. */
	async lock(): Promise<void> {
		await this.#settled();
		if ((await readActiveAccount()) === undefined || !(await this.withVault(lock))) return;
		await this.#startAfter(async (running) => {
			await running?.end();
			running?.db.close();
		});
	}

	/**
	 * Unlocks, and starts. Windows open as soon as the key is kept: what they ask from then on waits for the start.
	 * @throws Failure `signedOut`, and what a wrong opener gives.
	 */
	async unlock(opener: Opener): Promise<void> {
		const opening = (kept: Promise<void>): void => {
			void this.#startAfter(async (running) => {
				running?.stop();
				await kept;
			});
		};
		await this.withVault((db) => unlock(db, opener, opening));
		await this.#settled();
	}

	/** Locks if the person has been away; `lateMs` is how late an alarm rings. */
	async lockIfAway(lateMs = 0): Promise<void> {
		const running = await this.#settled();
		const vault = await running?.db.vault.get('vault');
		// Mostly there is no lock, and nothing to ask the browser.
		if (!running || !vault || !hasLock(vault)) return;
		if (await isAway(await readLockMinutes(running.db), lateMs)) await this.lock();
	}

	/** A window cannot read its store: has it mended, if it is not. @returns whether there is an account then. */
	async repair(): Promise<boolean> {
		await this.#rebuilding;
		const running = await this.#settled();
		if (running) {
			const fault = storeFault(await readStore(running.db).catch((error: unknown) => error));
			if (fault === 'unreadable') await this.#rebuild(running, fault);
		} else {
			await this.restart();
		}
		return (await this.#settled()) !== undefined;
	}

	/** What runs once every start that was asked for is through. */
	async #settled(): Promise<RunningAccount | undefined> {
		for (;;) {
			const asked = this.#running;
			const running = await asked;
			if (asked === this.#running) return running;
		}
	}

	/** Starts once what runs has ended as `parting` says: one start after the other, however many are asked for. */
	async #startAfter(parting: (running: RunningAccount | undefined) => Promise<void> | void): Promise<void> {
		const before = this.#running;
		this.#running = before
			.then(parting)
			.catch((error: unknown) => log.error('what ran did not end well', error))
			.then(() => this.#start());
		await this.#running;
	}

	async #start(): Promise<RunningAccount | undefined> {
		this.#isLocked = false;
		nameRun().catch((error: unknown) => log.warn('the panels will not know their windows', error));
		try {
			const [active, wasLeaving] = await Promise.all([readActiveAccount(), finishSignOut()]);
			const userId = wasLeaving ? await readActiveAccount() : active;
			const running: RunningAccount | undefined =
				userId === undefined
					? undefined
					: await RunningAccount.open(userId, this.#awake, {
							rebuild: (fault) => {
								if (running) void this.#rebuild(running, fault);
							},
							reopen: (makeRoom) => {
								if (running) void this.#reopen(running, makeRoom);
							},
						});
			running?.start();
			if (running) watchIdleness(await readLockMinutes(running.db));
			if (!running) await Promise.all([clearBadge(), withdrawAll(), updateMenu(undefined), dropAlarms()]);
			if (userId === undefined) await Promise.all([forgetUnlockedKey(), forgetGuesses(), dropToldViews()]);
			this.#failedAt = undefined;
			return running;
		} catch (error) {
			if (error instanceof LockedError) return await this.#stayLocked();
			log.error('the account could not be started', error);
			if (storeFault(error) === 'full') await noteDisk('full');
			this.#failedAt = Date.now();
			return undefined;
		}
	}

	/** Nothing runs behind a lock, and nothing tells what is there. */
	async #stayLocked(): Promise<undefined> {
		this.#isLocked = true;
		this.#failedAt = undefined;
		// The glance may have been kept once more as the lock closed.
		await Promise.all([dimBadge(), withdrawAll(), updateMenu('locked'), dropAlarms(), dropGlance()]);
	}

	async #reopen(running: RunningAccount, makeRoom: () => Promise<boolean>): Promise<void> {
		await running.end();
		if (!(await makeRoom())) await new Promise((resolve) => setTimeout(resolve, pauseMs));
		if ((await this.#settled()) === running) await this.restart();
	}

	async #rebuild(running: RunningAccount, fault: StoreFault): Promise<void> {
		this.#rebuilding ??= this.#rebuildNow(running, fault)
			.catch((error: unknown) => log.error('the store could not be rebuilt', error))
			.finally(() => {
				this.#rebuilding = undefined;
			});
		await this.#rebuilding;
	}

	/** Has everything come anew that can, with the same keys. */
	async #rebuildNow(running: RunningAccount, fault: StoreFault): Promise<void> {
		let isEnded = false;
		try {
			await rebuildUnlessPaused(async () => {
				log.error(`the store is ${fault} and comes anew`);
				isEnded = true;
				await running.end();
				const isCleared = fault === 'damaged' && (await isDone(clearCache(running.db)));
				running.db.close();
				if (!isCleared) await remakeDatabase(running.client.getSafeUserId());
				await noteDisk('rebuilt');
			});
		} finally {
			if (isEnded) await this.restart();
		}
	}
}

async function isDone(work: Promise<void>): Promise<boolean> {
	return await work.then(
		() => true,
		() => false,
	);
}

/** Reads a little of everything. @throws what the browser gives. */
async function readStore(db: AccountDatabase): Promise<void> {
	for (const table of db.tables) await table.limit(1).toArray();
}
