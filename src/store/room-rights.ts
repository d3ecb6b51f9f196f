import type { AccountDatabase } from './database.ts';
import type { Content } from './event-rows.ts';
import type { StateRow } from './room-rows.ts';

/** What bears on an invite to a room. */
export interface RoomRights {
	/** Whether the person's power level suffices. */
	mayInvite: boolean;
	/** Whether those who join later may see what was said before. */
	isHistoryShared: boolean;
}

/** Room versions whose creators may do everything, whatever the power levels say, begin with this one (MSC4289). */
const creatorsVersion = 12;

/** Reads a room's state as far as it is here. */
export async function readRoomRights(
	db: AccountDatabase,
	roomId: string,
	userId: string,
): Promise<RoomRights> {
	const [create, levels, visibility] = await db.state.bulkGet([
		[roomId, 'm.room.create', ''],
		[roomId, 'm.room.power_levels', ''],
		[roomId, 'm.room.history_visibility', ''],
	]);
	return {
		mayInvite: mayInvite(userId, create, levels?.content),
		isHistoryShared: isHistoryShared(visibility?.content),
	};
}

/** Client-server API §`m.room.power_levels`: 0 is enough where nothing else is said. */
export function mayInvite(
	userId: string,
	create: Pick<StateRow, 'sender' | 'content'> | undefined,
	levels: Content | undefined,
): boolean {
	const { room_version: version, additional_creators: others } = create?.content ?? {};
	const isCreator = create?.sender === userId || (Array.isArray(others) && others.includes(userId));
	if (isCreator && (isOfCreators(version) || levels === undefined)) return true;
	const users = levels?.users;
	const own = typeof users === 'object' && users !== null ? (users as Content)[userId] : undefined;
	return level(own ?? levels?.users_default) >= level(levels?.invite);
}

/** Client-server API §`m.room.history_visibility`: `shared` where nothing else is said. */
export function isHistoryShared(visibility: Content | undefined): boolean {
	const { history_visibility: kind } = visibility ?? {};
	return kind !== 'joined' && kind !== 'invited';
}

function isOfCreators(version: unknown): boolean {
	return typeof version === 'string' && Number.parseInt(version, 10) >= creatorsVersion;
}

/** Old rooms may have levels as text. */
function level(value: unknown): number {
	const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}
