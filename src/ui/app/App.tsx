import { untracked } from '@preact/signals';
import { render } from 'preact';
import type { ViewRow } from '../../store/account-rows.ts';
import type { LeftView } from '../../store/left-view.ts';
import { watchAccount } from '../account/account.ts';
import type { FirstWindow } from '../first/FirstScreen.tsx';
import { declareLanguage } from '../words/language.ts';
import { AccountGate } from './AccountGate.tsx';
import { Chats } from './Chats.tsx';

/**
 * Shows the chats in a window of one of two sizes.
 * @param kept where it was left
 * @param first where a list is painted already: it stays until the store is open
 */
export function mountApp(view: ViewRow['id'], kept: LeftView, first: FirstWindow | undefined): void {
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
		untracked(() =>
			render(
				<AccountGate state={state} class="app">
					{({ userId }) => <Chats key={userId} view={view} kept={kept} left={left} />}
				</AccountGate>,
				root,
			),
		);
	});
}
