import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { IdentityState } from '../../store/account-rows.ts';
import { useAccount } from '../account/context.ts';
import { troubleWords } from '../words/key-trouble.ts';
import { TestKeyDialog } from './TestKeyDialog.tsx';

/** How far the identity is on this device, and the one thing to do about it. */
export function IdentityCard(): JSX.Element {
	const isTesting = useSignal(false);
	const { identity, keyTrouble, isIdentityReplaced } = useAccount().session.value;
	const { text, action } = keyTrouble
		? troubleWords(keyTrouble)
		: isIdentityReplaced
			? { text: i18n.t('recovery.replaced'), action: i18n.t('settings.unlock') }
			: cards[identity]();
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
				<div class="button-row">
					<button
						type="button"
						class="button"
						onClick={() => {
							isTesting.value = true;
						}}
					>
						{i18n.t('recovery.testTitle')}
					</button>
					<a class="button" href="/welcome.html#change" target="_blank" rel="noopener">
						{i18n.t('recovery.changeTitle')}
					</a>
					<a class="button" href="/welcome.html#reset" target="_blank" rel="noopener">
						{i18n.t('recovery.resetTitle')}
					</a>
				</div>
			)}
			{isTesting.value && (
				<TestKeyDialog
					onClose={() => {
						isTesting.value = false;
					}}
				/>
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
