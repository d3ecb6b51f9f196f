import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { Check, LockOpen } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import type { ShareTarget } from './share-rooms.ts';

interface Props {
	id: string;
	target: ShareTarget;
	/** The arrow keys are at it. */
	isCurrent: boolean;
	/** It is shared to. */
	isMeant: boolean;
	onClick: (isOneOfSeveral: boolean) => void;
}

/** One line of the list to share to. */
export function RoomOption({ id, target, isCurrent, isMeant, onClick }: Props): JSX.Element {
	const { name, isNew } = target;
	return (
		// biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (combobox).
		// biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys (combobox).
		<div
			id={id}
			class={`room-option ${isCurrent ? 'current' : ''}`}
			role="option"
			aria-selected={isMeant}
			onClick={(event) => onClick(event.ctrlKey || event.metaKey)}
		>
			<Avatar id={target.directUserId ?? target.id} name={name} url={target.avatarUrl} size="small" />
			<bdi class="room-option-name one-line">{isNew ? i18n.t('targets.newChat', { name }) : name}</bdi>
			{!target.isEncrypted && <Icon node={LockOpen} size={14} name={i18n.t('rooms.notEncrypted')} />}
			{/* Readers hear of it as the option's own state. */}
			<span
				class="tick"
				aria-hidden="true"
				onClick={(event) => {
					event.stopPropagation();
					onClick(true);
				}}
			>
				{isMeant && <Icon node={Check} size={16} />}
			</span>
		</div>
	);
}
