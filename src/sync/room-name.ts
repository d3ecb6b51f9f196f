/** What a room's name is computed from. */
export interface NameParts {
	/** `m.room.name`. */
	name?: string | undefined;
	/** `m.room.canonical_alias`. */
	alias?: string | undefined;
	/** Display names of the heroes, without ourselves. */
	heroes: string[];
	/** Joined and invited, with ourselves. */
	memberCount: number;
}

const list = new Intl.ListFormat(undefined, { style: 'short', type: 'conjunction' });

/**
 * Names a room. Client-server API §Calculating the display name for a room; an empty text when there is
 * nobody and nothing to name it after.
 */
export function roomName({ name, alias, heroes, memberCount }: NameParts): string {
	if (name?.trim()) return name.trim();
	if (alias?.trim()) return alias.trim();
	const others = Math.max(0, memberCount - 1 - heroes.length);
	if (heroes.length === 0) return '';
	return others > 0 ? `${list.format(heroes)} +${others}` : list.format(heroes);
}
