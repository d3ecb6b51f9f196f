import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { Avatar } from '../person/Avatar.tsx';
import type { RoomItem } from './room-item.ts';
import type { LinePlace } from './virtual-lines.ts';

interface Props {
	item: RoomItem;
	place: LinePlace;
	onOpen: (roomId: string) => void;
}

/** An invite in the list, to be accepted or declined in place. */
export function InviteLine({ item, place, onOpen }: Props): JSX.Element {
	const task = useTask();
	const nameId = useId();
	const { roomId } = item;
	const accept = (): void => {
		void task.run(async () => onOpen((await ask('room.join', { roomId })).roomId));
	};
	const decline = (): void => {
		void task.run(async () => void (await ask('room.leave', { roomId })));
	};
	return (
		<li class="invite" {...place}>
			<Avatar id={item.colourId} name={item.name} url={item.avatarUrl} />
			<div class="invite-text">
				<bdi id={nameId} class="room-line-name one-line">
					{item.name}
				</bdi>
				<p class="invite-from one-line" dir="auto">
					{i18n.t('rooms.inviteFrom', { name: item.inviter })}
				</p>
				<div class="invite-actions">
					<button
						type="button"
						class="button primary small"
						aria-describedby={nameId}
						disabled={task.isBusy}
						onClick={accept}
					>
						{i18n.t('rooms.accept')}
					</button>
					<button
						type="button"
						class="button small"
						aria-describedby={nameId}
						disabled={task.isBusy}
						onClick={decline}
					>
						{i18n.t('rooms.decline')}
					</button>
				</div>
				<FailureNote error={task.error} />
			</div>
		</li>
	);
}
