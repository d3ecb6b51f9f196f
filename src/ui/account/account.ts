import { type ReadonlySignal, signal } from '@preact/signals';
import { readActiveAccount, watchActiveAccount } from '../../store/active-account.ts';
import { AccountDatabase } from '../../store/database.ts';
import type { SessionRow, VaultRow } from '../../store/rows.ts';
import type { CacheKey } from '../../store/seal.ts';
import { openCacheKey } from '../../store/vault.ts';
import { follow } from '../live/live.ts';
import { Unsealer } from '../live/unsealed.ts';
import { Pictures } from '../person/pictures.ts';
import { keepAccountHint } from './account-hint.ts';

/** An account whose store this window reads. */
export interface Account {
	userId: string;
	db: AccountDatabase;
	cacheKey: CacheKey;
	unsealer: Unsealer;
	pictures: Pictures;
	session: ReadonlySignal<SessionRow>;
}

export type AccountState =
	| { kind: 'opening' }
	/** Nobody is signed in. */
	| { kind: 'none' }
	| { kind: 'failed' }
	| { kind: 'open'; account: Account };

/** Opens the store of the account in use, and follows sign-in and sign-out. For the life of the window. */
export function watchAccount(): ReadonlySignal<AccountState> {
	const state = signal<AccountState>({ kind: 'opening' });
	let close = (): void => undefined;
	const use = (userId: string | undefined): void => {
		close();
		close = (): void => undefined;
		keepAccountHint(userId);
		if (userId) close = openAccount(userId, (next) => (state.value = next));
		else state.value = { kind: 'none' };
	};
	watchActiveAccount(use);
	readActiveAccount().then(use, () => (state.value = { kind: 'failed' }));
	return state;
}

interface Opening {
	vault: VaultRow | undefined;
	session: SessionRow | undefined;
}

function openAccount(userId: string, show: (state: AccountState) => void): () => void {
	const db = new AccountDatabase(userId);
	// At sign-out the background deletes the database: without this, the next live query would make it anew.
	db.on('versionchange', ({ newVersion }) => {
		end();
		show({ kind: newVersion === null ? 'none' : 'failed' });
		return false;
	});
	let opened: (Account & { session: ReturnType<typeof signal<SessionRow>> }) | undefined;
	const unfollow = follow(
		async (): Promise<Opening> => ({
			vault: await db.vault.get('vault'),
			session: await db.session.get('session'),
		}),
		async ({ vault, session }) => ({ session, cacheKey: vault && (await openCacheKey(vault)) }),
		({ value, isFailed }) => {
			if (isFailed) return show({ kind: 'failed' });
			if (!value?.session || !value.cacheKey) return show({ kind: 'none' });
			if (opened) {
				opened.session.value = value.session;
				return undefined;
			}
			opened = {
				userId,
				db,
				cacheKey: value.cacheKey,
				unsealer: new Unsealer(value.cacheKey),
				pictures: new Pictures(db),
				session: signal(value.session),
			};
			return show({ kind: 'open', account: opened });
		},
	);
	const end = (): void => {
		unfollow();
		opened?.pictures.close();
		db.close();
	};
	return end;
}
