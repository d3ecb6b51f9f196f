import { type JSX, render } from 'preact';
import type { ViewRow } from '../../store/rows.ts';
import { type AccountState, watchAccount } from '../account/account.ts';
import { AccountContext } from '../account/context.ts';
import { declareLanguage } from '../words/language.ts';
import { Chats } from './Chats.tsx';
import { NotSignedIn, StoreFailed } from './NotSignedIn.tsx';

/** Shows the chats in a window of one of two sizes. */
export function mountApp(view: ViewRow['id']): void {
	declareLanguage();
	const state = watchAccount();
	const root = document.getElementById('app');
	if (root) render(<App state={state} view={view} />, root);
}

function App({ state, view }: { state: { value: AccountState }; view: ViewRow['id'] }): JSX.Element {
	const now = state.value;
	switch (now.kind) {
		case 'opening':
			return <main class="app" aria-busy="true" />;
		case 'none':
			return <NotSignedIn isLost={now.isLost} />;
		case 'failed':
			return <StoreFailed isOutdated={now.isOutdated} />;
		case 'open':
			return (
				<AccountContext.Provider value={now.account}>
					<Chats key={now.account.userId} view={view} />
				</AccountContext.Provider>
			);
	}
}
