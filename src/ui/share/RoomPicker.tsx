import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { useFocusOnShow } from '../controls/focus.ts';
import { Icon } from '../controls/Icon.tsx';
import { Check, LockOpen, Search } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import type { ShareRoom } from './share-rooms.ts';

interface Props {
	rooms: ShareRoom[];
	chosen: ShareRoom | undefined;
	query: string;
	onQuery: (query: string) => void;
	onChoose: (roomId: string) => void;
}

/** A field over a list, as one control: typing narrows the list, arrow keys choose from it. */
export function RoomPicker({ rooms, chosen, query, onQuery, onChoose }: Props): JSX.Element {
	const id = useId();
	const field = useFocusOnShow<HTMLInputElement>();
	const optionId = (room: ShareRoom): string => `${id}-${rooms.indexOf(room)}`;
	const move = (step: number): void => {
		const next = rooms[chosen ? rooms.indexOf(chosen) + step : 0];
		if (!next) return;
		onChoose(next.roomId);
		document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
	};
	return (
		<div class="room-picker">
			<label class="search">
				<Icon node={Search} size={16} />
				<input
					ref={field}
					type="text"
					role="combobox"
					aria-label={i18n.t('share.to')}
					aria-expanded={rooms.length > 0}
					aria-controls={`${id}-list`}
					aria-autocomplete="list"
					aria-activedescendant={chosen && optionId(chosen)}
					placeholder={i18n.t('share.to')}
					value={query}
					autocomplete="off"
					spellcheck={false}
					dir="auto"
					onInput={(event) => onQuery(event.currentTarget.value)}
					onKeyDown={(event) => {
						if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
						event.preventDefault();
						move(event.key === 'ArrowDown' ? 1 : -1);
					}}
				/>
			</label>
			<div class="room-options" id={`${id}-list`} role="listbox" aria-label={i18n.t('share.to')}>
				{rooms.map((room) => (
					// biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (combobox).
					// biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys (combobox).
					<div
						key={room.roomId}
						id={optionId(room)}
						class="room-option"
						role="option"
						aria-selected={room === chosen}
						onClick={() => onChoose(room.roomId)}
					>
						<Avatar
							id={room.directUserId ?? room.roomId}
							name={room.name}
							url={room.avatarUrl}
							size="small"
						/>
						<bdi class="room-option-name one-line">{room.name}</bdi>
						{!room.isEncrypted && <Icon node={LockOpen} size={14} name={i18n.t('rooms.notEncrypted')} />}
						{room === chosen && <Icon node={Check} size={16} />}
					</div>
				))}
			</div>
			{rooms.length === 0 && (
				<p class="hint" role="status">
					{i18n.t(query.trim() === '' ? 'share.noRooms' : 'share.noMatch')}
				</p>
			)}
		</div>
	);
}
