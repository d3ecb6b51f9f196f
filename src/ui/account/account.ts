import { type ReadonlySignal, signal } from '@preact/signals';
import { ask } from '../../rpc/ask.ts';
import type { SessionRow } from '../../store/account-rows.ts';
import { readActiveAccount, watchActiveAccount } from '../../store/active-account.ts';
import { AccountDatabase } from '../../store/database.ts';
import type { CacheKey } from '../../store/seal.ts';
import { watchUnlocked } from '../../store/unlocked.ts';
import { hasLock, LockedError, openCacheKey } from '../../store/vault.ts';
import type { LockedVaultRow, VaultRow } from '../../store/vault-rows.ts';
import { follow } from '../live/live.ts';
import { Unsealer } from '../live/unsealed.ts';
import { Pictures } from '../person/pictures.ts';
import { keepAccountHint } from './account-hint.ts';
import { DamageReport } from './damage-report.ts';

/** An account whose store this window reads. */
export interface Account {
	userId: string;
	db: AccountDatabase;
	cacheKey: CacheKey;
	unsealer: Unsealer;
	damage: DamageReport;
	pictures: Pictures;
	session: ReadonlySignal<SessionRow>;
}

export type AccountState =
	| { kind: 'opening' }
	/** Nobody is signed in; or somebody was, and nothing is left of it. */
	| { kind: 'none'; isLost?: boolean }
	| { kind: 'failed'; isOutdated?: boolean }
	| { kind: 'locked'; vault: LockedVaultRow }
	| { kind: 'open'; account: Account };

/** Opens the store of the account in use, and follows sign-in and sign-out. For the life of the window. */
export function watchAccount(): ReadonlySignal<AccountState> {
	const state = signal<AccountState>({ kind: 'opening' });
	let close = (): void => undefined;
	let turn = 0;
	const show = (next: AccountState): void => {
		state.value = next;
	};
	const use = (userId: string | undefined, isMended = false): void => {
		close();
		close = (): void => undefined;
		keepAccountHint(userId);
		turn += 1;
		if (!userId) {
			show({ kind: 'none' });
			return;
		}
		close = openAccount(userId, show, (trouble) => {
			if (trouble === 'outdated') show({ kind: 'failed', isOutdated: true });
			else if (trouble === 'deleted' || !isMended) void mend(trouble);
			else show(worst(trouble));
		});
	};
	/** The background mends what can be mended; then the store is opened anew. */
	const mend = async (trouble: Trouble): Promise<void> => {
		close();
		const mine = turn;
		const userId = await readActiveAccount();
		const { isHere } = userId ? await ask('store.repair').catch(() => ({ isHere: false })) : { isHere: true };
		if (mine !== turn) return;
		// An empty store is looked at on: somebody may sign in.
		if (isHere || trouble === 'empty') use(userId, true);
		else show(worst(trouble));
	};
	/** Nothing that was read here is to stay in the page's memory, nor is anything to be typed into a page that goes. */
	const leave = (): void => {
		close();
		show({ kind: 'opening' });
		location.reload();
	};
	watchUnlocked((isUnlocked) => {
		const { kind } = state.value;
		if (kind === 'open' && !isUnlocked) leave();
		else if (kind === 'locked' && isUnlocked) void readActiveAccount().then((userId) => use(userId));
	});
	watchActiveAccount((userId) => use(userId));
	readActiveAccount().then(use, () => show({ kind: 'failed' }));
	return state;
}

/**
 * Why a window has no store: it cannot be read, has no account in it, was deleted, or belongs to a newer
 * version of Messa now.
 */
type Trouble = 'unreadable' | 'empty' | 'deleted' | 'outdated';

/** What is left to say when nothing could be mended. */
function worst(trouble: Trouble): AccountState {
	return trouble === 'empty' ? { kind: 'none', isLost: true } : { kind: 'failed' };
}

interface Opening {
	vault: VaultRow | undefined;
	session: SessionRow | undefined;
}

function openAccount(
	userId: string,
	show: (state: AccountState) => void,
	fail: (trouble: Trouble) => void,
): () => void {
	const db = new AccountDatabase(userId);
	// At sign-out the background deletes the database: without this, the next live query would make it anew.
	db.on('versionchange', ({ newVersion }) => {
		end();
		fail(newVersion === null ? 'deleted' : 'outdated');
		return false;
	});
	let isEnded = false;
	// A live query says nothing of a database that does not open.
	db.open().catch(() => {
		if (!isEnded) fail('unreadable');
	});
	let opened: (Account & { session: ReturnType<typeof signal<SessionRow>> }) | undefined;
	const unfollow = follow(
		async (): Promise<Opening> => ({
			vault: await db.vault.get('vault'),
			session: await db.session.get('session'),
		}),
		async ({ vault, session }) => ({ session, ...(vault && (await openOrLocked(userId, vault))) }),
		({ value, isFailed }) => {
			if (isFailed) return fail('unreadable');
			if (value?.locked) return show({ kind: 'locked', vault: value.locked });
			if (!value?.session || !value.cacheKey) return fail('empty');
			if (opened) {
				opened.session.value = value.session;
				return undefined;
			}
			opened = {
				userId,
				db,
				cacheKey: value.cacheKey,
				unsealer: new Unsealer(value.cacheKey),
				damage: new DamageReport(),
				pictures: new Pictures(db),
				session: signal(value.session),
			};
			return show({ kind: 'open', account: opened });
		},
	);
	const end = (): void => {
		isEnded = true;
		unfollow();
		opened?.pictures.close();
		db.close();
	};
	return end;
}

async function openOrLocked(
	userId: string,
	vault: VaultRow,
): Promise<{ cacheKey?: CacheKey; locked?: LockedVaultRow }> {
	try {
		return { cacheKey: await openCacheKey(userId, vault) };
	} catch (error) {
		if (error instanceof LockedError && hasLock(vault)) return { locked: vault };
		throw error;
	}
}
