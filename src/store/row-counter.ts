import type { DBCore, DBCoreTable, Dexie } from 'dexie';

/** How many rows, or keys of rows, a database was asked for, by table: for tests of what an action costs. */
export type RowCounts = Record<string, number>;

/** Counts from now on what is read of a database, below every cache of Dexie's. To be called before it opens. */
export function countRows(db: Dexie): RowCounts {
	const counts: RowCounts = {};
	const add = (name: string, rows: number): void => {
		counts[name] = (counts[name] ?? 0) + rows;
	};
	db.use({
		stack: 'dbcore',
		name: 'rowCounter',
		level: -10,
		create: (core: DBCore) => ({
			...core,
			table: (name) => counted(core.table(name), (rows) => add(name, rows)),
		}),
	});
	return counts;
}

function counted(table: DBCoreTable, add: (rows: number) => void): DBCoreTable {
	return {
		...table,
		get: (request) => {
			add(1);
			return table.get(request);
		},
		getMany: (request) => {
			add(request.keys.length);
			return table.getMany(request);
		},
		query: (request) =>
			table.query(request).then((answer) => {
				add(answer.result.length);
				return answer;
			}),
		openCursor: (request) =>
			table.openCursor(request).then((cursor) => {
				if (!cursor) return cursor;
				const start = cursor.start.bind(cursor);
				cursor.start = (onNext) =>
					start(() => {
						add(1);
						onNext();
					});
				return cursor;
			}),
	};
}
