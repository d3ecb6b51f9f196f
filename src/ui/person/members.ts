import type { Content } from '../../store/event-rows.ts';
import { cleanName } from './clean-name.ts';

/** A person as a room shows them. */
export interface Person {
	userId: string;
	name: string;
	avatarUrl: string | undefined;
}

/**
 * The people of a room by user id. Two of the same name both carry their user id, so that nobody can pass
 * for another. Source: client-server API, "Calculating the display name for a user".
 * @param members `m.room.member` content by user id
 */
export function people(members: ReadonlyMap<string, Content>): (userId: string) => Person {
	const counts = new Map<string, number>();
	for (const [userId, content] of members) {
		const name = nameOf(userId, content);
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return (userId) => {
		const content = members.get(userId);
		const name = nameOf(userId, content);
		const avatarUrl = content?.avatar_url;
		return {
			userId,
			name: (counts.get(name) ?? 0) > 1 && name !== userId ? `${name} (${userId})` : name,
			avatarUrl: typeof avatarUrl === 'string' ? avatarUrl : undefined,
		};
	};
}

function nameOf(userId: string, content: Content | undefined): string {
	const name = content?.displayname;
	return cleanName(typeof name === 'string' ? name : undefined, userId);
}
