import {
	type DBCore,
	type DBCoreMutateRequest,
	type DBCoreTable,
	Dexie,
	type EntityTable,
	type IndexableType,
	type Middleware,
	type Table,
} from 'dexie';
import { log } from '../log.ts';
import type { SessionRow } from './account-rows.ts';
import type { AccountDatabase } from './database.ts';
import type { VaultRow } from './vault-rows.ts';

/**
 * The tables that no homeserver could give back. A second database holds a copy of them: in Firefox each
 * database is a file of its own, and one may be damaged while the keys in the others are whole.
 */
export const keptTables = [
	'vault',
	'session',
	'outbox',
	'drafts',
	'settings',
	'markers',
	'invitations',
	'ruleChanges',
] as const;
export type KeptTable = (typeof keptTables)[number];

/** The name of the database with the copy: `messa-vault/<user id>`. */
export function safeCopyName(userId: string): string {
	return `messa-vault/${userId}`;
}

/** The copy, sealed as its originals are. */
export class SafeCopy extends Dexie {
	declare vault: Table<VaultRow, 'vault'>;
	declare session: EntityTable<SessionRow, 'id'>;

	constructor(userId: string) {
		super(safeCopyName(userId));
		this.version(1).stores({
			vault: 'id',
			session: 'id',
			outbox: 'sequence',
			drafts: 'id',
			settings: 'id',
			markers: '[roomId+type]',
			invitations: '[roomId+userId]',
			ruleChanges: 'id',
		});
	}
}

type Keys = IndexableType[] | 'all';

/** Has every write to the kept tables followed by one to the copy, as soon as it is durable. */
export function copyWrites(db: AccountDatabase, copy: SafeCopy): Middleware<DBCore> {
	return {
		stack: 'dbcore',
		name: 'safeCopy',
		create: (core) => ({
			...core,
			table: (name) => (isKept(name) ? copied(core.table(name), name) : core.table(name)),
		}),
	};

	function copied(table: DBCoreTable, name: KeptTable): DBCoreTable {
		return {
			...table,
			mutate: (request) =>
				table.mutate(request).then((answer) => {
					const keys = keysOf(request, answer.results);
					(request.trans as IDBTransaction).addEventListener('complete', () => {
						copyRows(db, copy, name, keys).catch((error: unknown) => log.warn('no copy was made', error));
					});
					return answer;
				}),
		};
	}
}

/** Brings the whole copy up to date: a background may have been killed between a write and its copy. */
export async function copyAll(db: AccountDatabase): Promise<void> {
	for (const name of keptTables) await copyRows(db, db.safeCopy, name, 'all');
}

/**
 * Has the copy open by nothing that opens the vault itself no more: a lock may have been set, changed or
 * removed, and the background killed before its copy was.
 */
export async function copyVault(db: AccountDatabase): Promise<void> {
	const [original, copied] = await Promise.all([db.vault.get('vault'), db.safeCopy.vault.get('vault')]);
	if (original && JSON.stringify(original) !== JSON.stringify(copied)) {
		await copyRows(db, db.safeCopy, 'vault', ['vault']);
	}
}

/** Makes the copy anew, in a file of its own: what was overwritten in the old one goes with it. */
export async function renewCopy(db: AccountDatabase): Promise<void> {
	await navigator.locks.request('messa/safe-copy', () => Dexie.delete(db.safeCopy.name));
	await copyAll(db);
}

function isKept(name: string): name is KeptTable {
	return (keptTables as readonly string[]).includes(name);
}

function keysOf(request: DBCoreMutateRequest, results: IndexableType[] | undefined): Keys {
	if (request.type === 'delete') return request.keys;
	if (request.type === 'deleteRange') return 'all';
	return results?.filter((key) => key !== undefined) ?? 'all';
}

/** Reads anew what is to be copied, so that of two writers the later one is what the copy holds. */
async function copyRows(db: AccountDatabase, copy: SafeCopy, name: KeptTable, touched: Keys): Promise<void> {
	await navigator.locks.request('messa/safe-copy', async () => {
		const [original, target] = [db.table(name), copy.table(name)];
		const keys =
			touched === 'all'
				? [...(await original.toCollection().primaryKeys()), ...(await target.toCollection().primaryKeys())]
				: touched;
		const rows = await original.bulkGet(keys);
		await copy.transaction('rw', target, async () => {
			await target.bulkPut(rows.filter((row) => row !== undefined));
			await target.bulkDelete(keys.filter((_, index) => rows[index] === undefined));
		});
	});
}
