import type { JSX } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { useViewer } from '../account/context.ts';
import { troubleWords } from '../words/key-trouble.ts';

/** A line above the chats while the account is signed out by its server or its identity is unfinished. */
export function IdentityNotice(): JSX.Element | null {
	const { isRejected, identity, isRecoveryPostponed, isIdentityReplaced, keyTrouble } =
		useViewer().session.value;
	if (isRejected) {
		return (
			<Notice text={i18n.t('rooms.rejected')} action={i18n.t('rooms.signInAgain')} page="/welcome.html" />
		);
	}
	if (identity === 'unsaved') {
		return <Notice text={i18n.t('rooms.finishSetUp')} action={i18n.t('rooms.finish')} page="/welcome.html" />;
	}
	if (identity === 'resetting') {
		return (
			<Notice
				text={i18n.t('recovery.resetUnfinished')}
				action={i18n.t('recovery.resetFinish')}
				page="/welcome.html"
			/>
		);
	}
	if (identity === 'locked' && !isRecoveryPostponed) {
		return (
			<Notice
				text={i18n.t(isIdentityReplaced ? 'recovery.replaced' : 'rooms.unlock')}
				action={i18n.t('rooms.giveRecoveryKey')}
				page="/welcome.html#recover"
			/>
		);
	}
	if (keyTrouble) return <Notice {...troubleWords(keyTrouble)} page="/welcome.html#recover" />;
	return null;
}

interface Props {
	text: string;
	action: string;
	page: '/welcome.html' | '/welcome.html#recover';
}

function Notice({ text, action, page }: Props): JSX.Element {
	return (
		<div class="notice" role="status">
			<p>{text}</p>
			<button
				type="button"
				class="button small"
				onClick={() => void browser.tabs.create({ url: browser.runtime.getURL(page) })}
			>
				{action}
			</button>
		</div>
	);
}
