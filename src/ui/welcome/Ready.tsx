import type { JSX } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { Spinner } from '../controls/Spinner.tsx';

/** The background looks at the account. */
export function Checking(): JSX.Element {
	return (
		<section class="form">
			<h1>{i18n.t('welcome.checking')}</h1>
			<p class="lead">{i18n.t('welcome.checkingText')}</p>
			<Spinner label={i18n.t('common.loading')} />
		</section>
	);
}

/** Everything is set up: where Messa is from now on. */
export function Ready(): JSX.Element {
	return (
		<section class="form">
			<h1>{i18n.t('welcome.readyTitle')}</h1>
			<p class="lead">{i18n.t('welcome.readyText')}</p>
			<div class="button-row">
				<a class="button primary" href="/sidepanel.html">
					{i18n.t('welcome.open')}
				</a>
				<button type="button" class="button" onClick={() => void browser.runtime.openOptionsPage()}>
					{i18n.t('welcome.openSettings')}
				</button>
			</div>
		</section>
	);
}
