import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { X } from '../controls/icons.ts';
import type { ShareTarget } from './share-rooms.ts';

interface Props {
	picked: readonly ShareTarget[];
	onRemove: (target: ShareTarget) => void;
}

/** The chats that were taken for one share, whatever the list shows now. */
export function PickedRooms({ picked, onRemove }: Props): JSX.Element | null {
	if (picked.length === 0) return null;
	return (
		// biome-ignore lint/a11y/noRedundantRoles: Safari and VoiceOver drop the role of unstyled lists.
		<ul role="list" class="chips" aria-label={i18n.t('targets.picked')}>
			{picked.map((target) => (
				<li key={target.id} class="chip">
					<bdi class="one-line">{target.name}</bdi>
					<button
						type="button"
						aria-label={i18n.t('newChat.remove', { name: target.name })}
						onClick={() => onRemove(target)}
					>
						<Icon node={X} size={14} />
					</button>
				</li>
			))}
		</ul>
	);
}
