/* These run in the extension's background, each on its own: the address bar is out of a debugger's reach. */

interface OmniboxApi {
	omnibox: {
		onInputChanged: {
			dispatch(text: string, suggest: (offered: { description: string }[]) => void): void;
		};
		onInputEntered: { dispatch(text: string, where: string): void };
	};
}

/** What is offered below the address bar for what was typed behind the keyword. */
export async function offeredInOmnibox(typed: string): Promise<string[]> {
	const { chrome } = globalThis as unknown as { chrome: OmniboxApi };
	const offered = await new Promise<{ description: string }[]>((resolve) =>
		chrome.omnibox.onInputChanged.dispatch(typed, resolve),
	);
	return offered.map(({ description }) => description);
}

export function enterInOmnibox(typed: string): void {
	const { chrome } = globalThis as unknown as { chrome: OmniboxApi };
	chrome.omnibox.onInputEntered.dispatch(typed, 'currentTab');
}
