export const leastPassphraseLength = 8;

/** Says why a new passphrase, given twice, cannot be taken; undefined when it can. */
export function choosePassphrase(passphrase: string, again: string): 'short' | 'differs' | undefined {
	if ([...passphrase].length < leastPassphraseLength) return 'short';
	return passphrase === again ? undefined : 'differs';
}
