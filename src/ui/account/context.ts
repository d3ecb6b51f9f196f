import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Glance } from '../../store/glance.ts';
import type { Account } from './account.ts';

export const AccountContext = createContext<Account | undefined>(undefined);

/** What is shown of the account itself, which is there before its store is open. */
export interface Viewer extends Pick<Account, 'userId'> {
	session: ReadonlySignal<Glance['session']>;
	pictures: Pick<Account['pictures'], 'picture'>;
}

export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** The account of this window, as far as it is shown. @throws Error outside a signed-in screen. */
export function useViewer(): Viewer {
	const account = useContext(AccountContext);
	const viewer = useContext(ViewerContext) ?? account;
	if (!viewer) throw new Error('no account here');
	return viewer;
}

/** The account of this window. @throws Error outside a signed-in screen. */
export function useAccount(): Account {
	const account = useContext(AccountContext);
	if (!account) throw new Error('no account here');
	return account;
}
