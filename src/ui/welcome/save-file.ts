/** Lets the person save text as a file. */
export function saveTextFile(name: string, text: string): void {
	saveFile(name, new Blob([text], { type: 'text/plain' }));
}

/** Lets the person save a file. */
export function saveFile(name: string, file: Blob): void {
	const address = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The browser reads the file after the click returns.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
