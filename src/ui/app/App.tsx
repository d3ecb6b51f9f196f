import { untracked } from '@preact/signals';
import { type JSX, render } from 'preact';
import type { ViewRow } from '../../store/account-rows.ts';
import { type AccountState, watchAccount } from '../account/account.ts';
import { AccountContext } from '../account/context.ts';
import type { FirstWindow, LeftList } from '../first/FirstScreen.tsx';
import { Locked } from '../lock/Locked.tsx';
import { declareLanguage } from '../words/language.ts';
import { Chats } from './Chats.tsx';
import { NotSignedIn, StoreFailed } from './NotSignedIn.tsx';

/**
 * Shows the chats in a window of one of two sizes.
 * @param first where a list is painted already: it stays until the store is open
 */
export function mountApp(view: ViewRow['id'], first: FirstWindow | undefined): void {
	declareLanguage();
	const state = watchAccount();
	const root = document.getElementById('app');
	if (!root) return;
	let isMounted = false;
	state.subscribe(async ({ kind }) => {
		if (isMounted || (first && kind === 'opening')) return;
		isMounted = true;
		await first?.untouched();
		// Rendering takes the list out of the document before anything else.
		const left = first?.leave();
		untracked(() => render(<App state={state} view={view} left={left} />, root));
	});
}

interface Props {
	state: { value: AccountState };
	view: ViewRow['id'];
	left: LeftList | undefined;
}

function App({ state, view, left }: Props): JSX.Element {
	const now = state.value;
	switch (now.kind) {
		case 'opening':
			return <main class="app" aria-busy="true" />;
		case 'none':
			return <NotSignedIn isLost={now.isLost} />;
		case 'failed':
			return <StoreFailed isOutdated={now.isOutdated} />;
		case 'locked':
			return <Locked vault={now.vault} />;
		case 'open':
			return (
				<AccountContext.Provider value={now.account}>
					<Chats key={now.account.userId} view={view} left={left} />
				</AccountContext.Provider>
			);
	}
}
