import { untracked } from '@preact/signals';
import { type JSX, render } from 'preact';
import type { ViewRow } from '../../store/rows.ts';
import { type AccountState, watchAccount } from '../account/account.ts';
import { AccountContext } from '../account/context.ts';
import type { FirstList } from '../first/FirstScreen.tsx';
import { declareLanguage } from '../words/language.ts';
import { Chats } from './Chats.tsx';
import { NotSignedIn, StoreFailed } from './NotSignedIn.tsx';

/**
 * Shows the chats in a window of one of two sizes.
 * @param first the list that is painted already, which stays until the store is open
 */
export function mountApp(view: ViewRow['id'], first: FirstList | undefined): void {
	declareLanguage();
	const state = watchAccount();
	const root = document.getElementById('app');
	if (!root) return;
	let isMounted = false;
	state.subscribe(({ kind }) => {
		if (isMounted || (first && kind === 'opening')) return;
		isMounted = true;
		untracked(() => render(<App state={state} view={view} first={first} />, root));
	});
}

interface Props {
	state: { value: AccountState };
	view: ViewRow['id'];
	first: FirstList | undefined;
}

function App({ state, view, first }: Props): JSX.Element {
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
					<Chats key={now.account.userId} view={view} first={first} />
				</AccountContext.Provider>
			);
	}
}
