import { render } from 'preact';
import { i18n } from '#i18n';
import { watchAccount } from '../account/account.ts';
import { AccountGate } from '../app/AccountGate.tsx';
import { declareLanguage } from '../words/language.ts';
import { ScanScreen } from './ScanScreen.tsx';

/** Shows the page that scans the code of the verification that its address names. */
export function mountScan(): void {
	declareLanguage();
	document.title = i18n.t('scan.title');
	const id = new URLSearchParams(location.search).get('id') ?? '';
	const state = watchAccount();
	const root = document.getElementById('app');
	if (!root) return;
	render(
		<AccountGate state={state} class="column">
			{() => <ScanScreen id={id} />}
		</AccountGate>,
		root,
	);
}
