import { Dexie } from 'dexie';
import { fold } from '../../share/fold.ts';
import type { AccountDatabase } from '../../store/database.ts';
import type { StateRow } from '../../store/room-rows.ts';

/** Of larger rooms not everybody is looked at. */
const mostMembers = 100;

/** What rooms are found by besides their names: folded words of their aliases and of their members' names and ids. */
export async function readOthers(
	db: AccountDatabase,
	roomIds: readonly string[],
): Promise<Map<string, string[]>> {
	return await db.transaction('r', db.state, async () => {
		const aliasKeys = roomIds.map((roomId): [string, string, string] => [
			roomId,
			'm.room.canonical_alias',
			'',
		]);
		const [aliases, ...members] = await Promise.all([
			db.state.bulkGet(aliasKeys),
			...roomIds.map((roomId) =>
				db.state
					.where('[roomId+type+stateKey]')
					.between([roomId, 'm.room.member', Dexie.minKey], [roomId, 'm.room.member', Dexie.maxKey])
					.limit(mostMembers)
					.toArray(),
			),
		]);
		return new Map(
			roomIds.map((roomId, index) => [
				roomId,
				[...aliasesOf(aliases[index]), ...(members[index] ?? []).flatMap(namesOf)].flatMap(wordsOf),
			]),
		);
	});
}

/** Client-server API §`m.room.canonical_alias`. */
function aliasesOf(row: StateRow | undefined): string[] {
	const { alias, alt_aliases: others } = row?.content ?? {};
	return [alias, ...(Array.isArray(others) ? others : [])].filter(isText);
}

function namesOf({ stateKey, content }: StateRow): string[] {
	const isThere = content.membership === 'join' || content.membership === 'invite';
	return isThere ? [content.displayname, stateKey].filter(isText) : [];
}

function wordsOf(text: string): string[] {
	const folded = fold(text.slice(0, 255));
	return [folded, ...folded.split(/[\s@#:._-]+/)].filter(Boolean);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}
