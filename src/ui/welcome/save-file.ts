/** Lets the person save text as a file. */
export function saveTextFile(name: string, text: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The browser reads the file after the click returns.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
