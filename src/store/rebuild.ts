import { Dexie } from 'dexie';
import { log } from '../log.ts';
import { openAccountKeys } from './account-keys.ts';
import type { SessionRow } from './account-rows.ts';
import { AccountDatabase } from './database.ts';
import { databaseName } from './database-name.ts';
import { DamagedError } from './fault.ts';
import { type KeptTable, keptTables, SafeCopy } from './safe-copy.ts';
import { hasLock } from './vault.ts';
import type { VaultRow } from './vault-rows.ts';
import { withWriteLock } from './write-lock.ts';

/** Rows of the kept tables; a table that could not be read is absent. */
type KeptRows = Partial<Record<KeptTable, unknown[]>>;

/**
 * Empties what the homeserver can give again, and has the sync begin anew. Keys, session, outbox, drafts,
 * settings and where windows were left stay.
 */
export async function clearCache(db: AccountDatabase): Promise<void> {
	const { rooms, state, events, relations, accountData, ownReceipts, media, position, status } = db;
	const cache = [rooms, state, events, relations, accountData, ownReceipts, media, position];
	await withWriteLock(() =>
		db.transaction('rw', [...cache, status], async () => {
			for (const table of cache) await table.clear();
			await status.put({ id: 'sync', state: 'starting', time: Date.now() });
		}),
	);
}

/**
 * Makes a database anew that the browser cannot read: what can be saved of the kept tables is, and the
 * copy stands in for the rest. The old one goes only once the copy has all that is needed to go on.
 * @throws DamagedError when the keys are in neither; nothing is deleted then.
 */
export async function remakeDatabase(userId: string): Promise<void> {
	const rescued = await rescue(userId);
	const copy = new SafeCopy(userId);
	try {
		if (!(await hasKeys(rescued))) for (const name of ['vault', 'session'] as const) delete rescued[name];
		for (const name of keptTables) await copy.table(name).bulkPut(rescued[name] ?? []);
		if (!(await hasKeys(await readRows(copy)))) throw new DamagedError('the keys could not be read');
	} finally {
		copy.close();
	}
	await Dexie.delete(databaseName(userId));
	const db = new AccountDatabase(userId);
	try {
		await restoreFromCopy(db);
	} finally {
		db.close();
	}
}

/** Puts the copy's rows where they came from. Of outbox, drafts and the like, what is there already stays. */
export async function restoreFromCopy(db: AccountDatabase): Promise<void> {
	const rows = await readRows(db.safeCopy);
	const tables = keptTables.map((name) => db.table(name));
	await db.transaction('rw', [...tables, db.status], async () => {
		for (const name of keptTables) {
			const table = db.table(name);
			const isKeys = name === 'vault' || name === 'session';
			const there = new Set(isKeys ? [] : (await table.toCollection().primaryKeys()).map(String));
			const { keyPath } = table.schema.primKey;
			await table.bulkPut((rows[name] ?? []).filter((row) => !there.has(String(keyOf(row, keyPath)))));
		}
		await db.status.put({ id: 'sync', state: 'starting', time: Date.now() });
	});
}

function keyOf(row: unknown, keyPath: unknown): unknown {
	const at = (path: unknown): unknown => Dexie.getByKeyPath(row as object, String(path));
	return Array.isArray(keyPath) ? keyPath.map(at) : at(keyPath);
}

async function hasKeys(rows: KeptRows): Promise<boolean> {
	const [vault, session] = [rows.vault?.[0] as VaultRow, rows.session?.[0] as SessionRow];
	// Behind a lock nothing more can be known of them than that they are there.
	if (vault && hasLock(vault)) return session !== undefined;
	return (await openAccountKeys(vault, session)) !== undefined;
}

/** What the browser still gives of a database, table by table. */
async function rescue(userId: string): Promise<KeptRows> {
	const db = new AccountDatabase(userId);
	try {
		return await readRows(db);
	} finally {
		db.close();
	}
}

async function readRows(db: Dexie): Promise<KeptRows> {
	const rows: KeptRows = {};
	for (const name of keptTables) {
		try {
			rows[name] = await db.table(name).toArray();
		} catch (error) {
			log.warn(`${name} could not be read`, error);
		}
	}
	return rows;
}
