import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { IdentityState } from '../../store/rows.ts';
import { useAccount } from '../account/context.ts';

/** How far the identity is on this device, and the one thing to do about it. */
export function IdentityCard(): JSX.Element {
	const { identity } = useAccount().session.value;
	const { text, action } = cards[identity]();
	return (
		<section class={`card identity-${identity}`} aria-labelledby="identity">
			<h2 id="identity">{i18n.t('settings.identity')}</h2>
			<p>{text}</p>
			{action && (
				<a class="button primary" href="/welcome.html#recover" target="_blank" rel="noopener">
					{action}
				</a>
			)}
			{identity === 'ready' && (
				<a class="button" href="/welcome.html#reset" target="_blank" rel="noopener">
					{i18n.t('recovery.resetTitle')}
				</a>
			)}
		</section>
	);
}

const cards: Record<IdentityState, () => { text: string; action?: string }> = {
	unknown: () => ({ text: i18n.t('settings.identityUnknown') }),
	missing: () => ({ text: i18n.t('settings.identityMissing'), action: i18n.t('settings.setUp') }),
	unsaved: () => ({ text: i18n.t('settings.identityUnsaved'), action: i18n.t('settings.save') }),
	locked: () => ({ text: i18n.t('settings.identityLocked'), action: i18n.t('settings.unlock') }),
	resetting: () => ({ text: i18n.t('recovery.resetUnfinished'), action: i18n.t('recovery.resetFinish') }),
	ready: () => ({ text: i18n.t('settings.identityReady') }),
};
