import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Account } from './account.ts';

export const AccountContext = createContext<Account | undefined>(undefined);

/** The account of this window. @throws Error outside a signed-in screen. */
export function useAccount(): Account {
	const account = useContext(AccountContext);
	if (!account) throw new Error('no account here');
	return account;
}
