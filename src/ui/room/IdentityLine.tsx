import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { people } from '../person/members.ts';
import { beginVerification } from '../verification/open.ts';

/** A line above the composer while somebody in the room has another identity than before. */
export function IdentityLine({ roomId }: { roomId: string }): JSX.Element | null {
	const { db } = useAccount();
	const { value: change } = useLive(
		async () => {
			// Those that hold sending up come first: "confirmed" sorts before "pinned".
			for (const { userId, kind } of await db.identityChanges.orderBy('kind').toArray()) {
				const member = await db.state.get([roomId, 'm.room.member', userId]);
				const { membership } = member?.content ?? {};
				if (!member || (membership !== 'join' && membership !== 'invite')) continue;
				return { userId, kind, member, directId: kind === 'confirmed' && (await directRoom(db, userId)) };
			}
			return undefined;
		},
		[db, roomId],
		asRead,
	);
	const task = useTask();
	if (!change) return null;
	const { userId, kind, member, directId } = change;
	const { name } = people(new Map([[userId, member.content]]))(userId);
	return (
		<div class={`identity-line ${kind}`} role={kind === 'confirmed' ? 'alert' : 'status'}>
			<p dir="auto">{i18n.t(`trust.identity.${kind}`, { name })}</p>
			{directId && (
				<button
					type="button"
					class="button small"
					disabled={task.isBusy}
					onClick={() => void task.run(() => beginVerification({ roomId: directId }))}
				>
					{i18n.t('trust.identity.verifyAgain')}
				</button>
			)}
			<button
				type="button"
				class="button small"
				disabled={task.isBusy}
				onClick={() => void task.run(() => ask('trust.acceptIdentity', { userId }))}
			>
				{i18n.t(kind === 'confirmed' ? 'trust.identity.withdraw' : 'trust.identity.accept')}
			</button>
			<FailureNote error={task.error} />
		</div>
	);
}

/** The encrypted chat with a person alone: they are verified there. */
async function directRoom(db: AccountDatabase, userId: string): Promise<string | undefined> {
	const rooms = db.rooms.where('directUserId').equals(userId);
	return (await rooms.filter((one) => one.isEncrypted && one.membership === 'join').first())?.roomId;
}
