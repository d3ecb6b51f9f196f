import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { X } from '../controls/icons.ts';
import { TextField } from '../controls/TextField.tsx';
import type { Invitees } from './invitees.ts';

/** User ids, each a chip once it is entered; Backspace in the empty field takes the last one away. */
export function InviteField({ invitees }: { invitees: Invitees }): JSX.Element {
	const { typed, chosen, error, type, take, remove } = invitees;
	return (
		<div class="invite-field">
			<TextField
				label={i18n.t('newChat.invite')}
				hint={i18n.t('newChat.inviteHint')}
				value={typed}
				error={error}
				onInput={type}
				onKeyDown={(event) => {
					const last = chosen.at(-1);
					if (event.isComposing) return;
					if ((event.key === 'Enter' || event.key === ',' || event.key === ' ') && typed.trim()) {
						event.preventDefault();
						take();
					} else if (event.key === 'Backspace' && !typed && last) remove(last);
				}}
			/>
			{chosen.length > 0 && (
				// biome-ignore lint/a11y/noRedundantRoles: Safari and VoiceOver drop the role of unstyled lists.
				<ul role="list" class="chips">
					{chosen.map((userId) => (
						<li key={userId} class="chip">
							<bdi>{userId}</bdi>
							<button
								type="button"
								aria-label={i18n.t('newChat.remove', { name: userId })}
								onClick={() => remove(userId)}
							>
								<Icon node={X} size={14} />
							</button>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
