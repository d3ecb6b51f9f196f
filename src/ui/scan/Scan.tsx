import { type JSX, render } from 'preact';
import { i18n } from '#i18n';
import { type AccountState, watchAccount } from '../account/account.ts';
import { AccountContext } from '../account/context.ts';
import { NotSignedIn, StoreFailed } from '../app/NotSignedIn.tsx';
import { Locked } from '../lock/Locked.tsx';
import { declareLanguage } from '../words/language.ts';
import { ScanScreen } from './ScanScreen.tsx';

/** Shows the page that scans the code of the verification that its address names. */
export function mountScan(): void {
	declareLanguage();
	document.title = i18n.t('scan.title');
	const id = new URLSearchParams(location.search).get('id') ?? '';
	const state = watchAccount();
	const root = document.getElementById('app');
	if (root) render(<Scan id={id} state={state} />, root);
}

function Scan({ id, state }: { id: string; state: { value: AccountState } }): JSX.Element {
	const now = state.value;
	switch (now.kind) {
		case 'opening':
			return <main class="column" aria-busy="true" />;
		case 'none':
			return <NotSignedIn isLost={now.isLost} />;
		case 'failed':
			return <StoreFailed isOutdated={now.isOutdated} />;
		case 'locked':
			return <Locked vault={now.vault} />;
		case 'open':
			return (
				<AccountContext.Provider value={now.account}>
					<ScanScreen id={id} />
				</AccountContext.Provider>
			);
	}
}
