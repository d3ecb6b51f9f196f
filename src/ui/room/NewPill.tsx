import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { ArrowDown } from '../controls/icons.ts';

/** Floats above the end of the timeline while one reads further up. */
export function NewPill({ count, onClick }: { count: number; onClick: () => void }): JSX.Element {
	const label = i18n.t('room.toNewest');
	return (
		<button type="button" class={`new-pill ${count > 0 ? 'has-new' : ''}`} title={label} onClick={onClick}>
			<Icon node={ArrowDown} size={16} />
			{count > 0 ? i18n.t('room.newMessages', count) : <span class="for-readers">{label}</span>}
		</button>
	);
}
