import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { IdentityState } from '../../store/account-rows.ts';
import type { Losses } from './losses.ts';
import type { KeysAre, Parting } from './parting.ts';

interface Props {
	/** Undefined until it is known. */
	keys: KeysAre | undefined;
	parting: Parting;
	identity: IdentityState;
	losses: Losses | undefined;
}

/** What signing out does: line by line, what cannot be had back marked as grave. */
export function LossList({ keys, parting, identity, losses }: Props): JSX.Element {
	const others = parting.kind === 'known' ? parting.otherDevices : undefined;
	const missing = parting.kind === 'known' ? parting.backup.keys - parting.backup.stored : 0;
	return (
		<ul class="losses" aria-live="polite">
			<li>{i18n.t('settings.signOutKeys')}</li>
			{keys && keys !== 'unsaved' && <li class={keys === 'safe' ? '' : 'grave'}>{words[keys](missing)}</li>}
			{identity === 'unsaved' && <li class="grave">{i18n.t('settings.signOutUnsaved')}</li>}
			{others === 0 && <li class={keys === 'safe' ? '' : 'grave'}>{i18n.t('settings.signOutLast')}</li>}
			{others !== undefined && others > 0 && <li>{i18n.t('settings.signOutOthers', others)}</li>}
			{losses && losses.unsent > 0 && (
				<li class="grave">{i18n.t('settings.signOutUnsent', losses.unsent)}</li>
			)}
			{losses && losses.drafts > 0 && (
				<li class="grave">{i18n.t('settings.signOutDrafts', losses.drafts)}</li>
			)}
		</ul>
	);
}

const words: Record<Exclude<KeysAre, 'unsaved'>, (missing: number) => string> = {
	safe: () => i18n.t('settings.signOutSafe'),
	unstored: (missing) => i18n.t('settings.signOutUnstored', missing),
	noBackup: () => i18n.t('settings.signOutNoBackup'),
	unprotected: () => i18n.t('settings.signOutUnsafe'),
	unknown: () => i18n.t('settings.signOutUnknown'),
};
