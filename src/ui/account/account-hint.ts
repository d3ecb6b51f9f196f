const key = 'account';

/**
 * The account that was in use when a window last looked, at once. Whether it still is, `readActiveAccount`
 * says a little later.
 */
export function hintedAccount(): string | undefined {
	return localStorage.getItem(key) ?? undefined;
}

export function keepAccountHint(userId: string | undefined): void {
	// All that a page keeps is about the account.
	if (userId !== hintedAccount()) localStorage.clear();
	if (userId !== undefined) localStorage.setItem(key, userId);
}
