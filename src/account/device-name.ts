import { browser } from 'wxt/browser';

const systems: Record<string, string> = {
	mac: 'macOS',
	win: 'Windows',
	linux: 'Linux',
	cros: 'ChromeOS',
	android: 'Android',
	openbsd: 'OpenBSD',
};

/** Chromium's relatives name themselves beside "Chrome". */
const relatives: [RegExp, string][] = [
	[/\bFirefox\//, 'Firefox'],
	[/\bEdg\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\bVivaldi\//, 'Vivaldi'],
];

/** The name under which this device shows in the account's list: "Messa on Firefox, Linux". */
export async function deviceName(): Promise<string> {
	const { os } = await browser.runtime.getPlatformInfo();
	return nameFor(navigator.userAgent, os);
}

/** Names a device from the browser's user agent and the WebExtension API's `PlatformOs`. */
export function nameFor(userAgent: string, os: string): string {
	const name = relatives.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Chrome';
	return `Messa on ${name}, ${systems[os] ?? os}`;
}
