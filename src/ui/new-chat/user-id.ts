/** Why what was typed is no user id to write to. */
export type UserIdProblem = 'bad' | 'self';

/** Checks a user id as the specification has it: `@localpart:server`, at most 255 bytes. */
export function userIdProblem(typed: string, ownUserId: string): UserIdProblem | undefined {
	const userId = typed.trim();
	if (!/^@[^\s:@]*:[^\s:]+(?::\d{1,5})?$/.test(userId) || new TextEncoder().encode(userId).length > 255) {
		return /^@[^\s:@]*:\[[0-9a-f:.]+\](?::\d{1,5})?$/i.test(userId) ? undefined : 'bad';
	}
	return userId === ownUserId ? 'self' : undefined;
}

/** Splits what was typed or pasted into user ids. */
export function splitUserIds(typed: string): string[] {
	return typed.split(/[\s,;]+/).filter(Boolean);
}
