import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { useFocusOnShow } from '../controls/focus.ts';
import { Icon } from '../controls/Icon.tsx';
import { Search } from '../controls/icons.ts';
import { PickedRooms } from './PickedRooms.tsx';
import { RoomOption } from './RoomOption.tsx';
import type { ShareTarget } from './share-rooms.ts';

interface Props {
	targets: ShareTarget[];
	/** The one that arrow keys move from. */
	current: ShareTarget | undefined;
	/** Those that were ticked; while there are none, the current one is meant. */
	picked: readonly ShareTarget[];
	query: string;
	onQuery: (query: string) => void;
	onChoose: (target: ShareTarget) => void;
	onToggle: (target: ShareTarget) => void;
}

/**
 * A field over a list, as one control: typing narrows the list, arrow keys choose from it, and Control and
 * space, a click with Control, or a click on a tick box takes one of several.
 */
export function RoomPicker(props: Props): JSX.Element {
	const { targets, current, picked, query, onQuery, onChoose, onToggle } = props;
	const id = useId();
	const field = useFocusOnShow<HTMLInputElement>();
	const optionId = (target: ShareTarget): string => `${id}-${targets.indexOf(target)}`;
	const isMeant = (target: ShareTarget): boolean =>
		picked.length > 0 ? picked.some((one) => one.id === target.id) : target === current;
	const move = (step: number): void => {
		const next = targets[current ? targets.indexOf(current) + step : 0];
		if (!next) return;
		onChoose(next);
		document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		const last = picked.at(-1);
		if (event.isComposing) return;
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			move(event.key === 'ArrowDown' ? 1 : -1);
		} else if (event.key === ' ' && (event.ctrlKey || event.shiftKey)) {
			event.preventDefault();
			if (current) onToggle(current);
		} else if (event.key === 'Backspace' && query === '' && last) {
			event.preventDefault();
			onToggle(last);
		}
	};
	return (
		<div class="room-picker">
			<PickedRooms picked={picked} onRemove={onToggle} />
			<label class="search">
				<Icon node={Search} size={16} />
				<input
					ref={field}
					type="text"
					role="combobox"
					aria-label={i18n.t('share.to')}
					aria-expanded={targets.length > 0}
					aria-controls={`${id}-list`}
					aria-autocomplete="list"
					aria-activedescendant={current && optionId(current)}
					aria-describedby={`${id}-several`}
					placeholder={i18n.t('share.to')}
					value={query}
					autocomplete="off"
					spellcheck={false}
					dir="auto"
					onInput={(event) => onQuery(event.currentTarget.value)}
					onKeyDown={onKeyDown}
				/>
			</label>
			<p class="for-readers" id={`${id}-several`}>
				{i18n.t('targets.several')}
			</p>
			<div
				class="room-options"
				id={`${id}-list`}
				role="listbox"
				aria-multiselectable="true"
				aria-label={i18n.t('share.to')}
			>
				{targets.map((target) => (
					<RoomOption
						key={target.id}
						id={optionId(target)}
						target={target}
						isCurrent={target === current}
						isMeant={isMeant(target)}
						onClick={(isOneOfSeveral) => (isOneOfSeveral || picked.length > 0 ? onToggle : onChoose)(target)}
					/>
				))}
			</div>
			{targets.length === 0 && (
				<p class="hint" role="status">
					{i18n.t(query.trim() === '' ? 'share.noRooms' : 'share.noMatch')}
				</p>
			)}
		</div>
	);
}
