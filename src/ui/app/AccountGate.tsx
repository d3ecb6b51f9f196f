import type { ComponentChildren, JSX } from 'preact';
import type { Account, AccountState } from '../account/account.ts';
import { AccountContext } from '../account/context.ts';
import { Locked } from '../lock/Locked.tsx';
import { NotSignedIn, StoreFailed } from './NotSignedIn.tsx';

interface Props {
	state: { value: AccountState };
	/** Of the page while the store is being opened. */
	class: 'app' | 'column';
	children: (account: Account) => ComponentChildren;
}

/** Shows a page of an account once its store is open; else why it is not. */
export function AccountGate({ state, class: kind, children }: Props): JSX.Element {
	const now = state.value;
	switch (now.kind) {
		case 'opening':
			return <main class={kind} aria-busy="true" />;
		case 'none':
			return <NotSignedIn isLost={now.isLost} />;
		case 'failed':
			return <StoreFailed isOutdated={now.isOutdated} />;
		case 'locked':
			return <Locked vault={now.vault} />;
		case 'open':
			return <AccountContext.Provider value={now.account}>{children(now.account)}</AccountContext.Provider>;
	}
}
