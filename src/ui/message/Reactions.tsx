import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { ReactionChip } from '../room/timeline-item.ts';

const namesShown = 10;

export function Reactions({ reactions }: { reactions: ReactionChip[] }): JSX.Element {
	return (
		// biome-ignore lint/a11y/noRedundantRoles: Safari and VoiceOver drop the role of unstyled lists.
		<ul role="list" class="reactions" aria-label={i18n.t('room.reactions')}>
			{reactions.map(({ key, count, isOwn, names }) => {
				const shown = new Intl.ListFormat(i18n.t('language')).format(names.slice(0, namesShown));
				const text = i18n.t('room.reaction', { key, names: shown });
				return (
					<li key={key} class={`reaction ${isOwn ? 'own' : ''}`} title={text}>
						<span aria-hidden="true">
							<bdi>{key}</bdi> {count > 1 && count}
						</span>
						<span class="for-readers">{text}</span>
					</li>
				);
			})}
		</ul>
	);
}
