import { fileURLToPath } from 'node:url';
import type { Browser, BrowserName, LaunchOptions } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { openProfile } from './profile.ts';

const builds = {
	chromium: fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url)),
	firefox: fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url)),
};

/** Starts the browser with the built extension installed, on a profile of its own. */
export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<Browser> {
	const profile = await openProfile(options.extensionDir ?? builds[name], options.profileDir);
	try {
		return await (name === 'chromium' ? launchChromium(profile, options) : launchFirefox(profile, options));
	} catch (error) {
		await profile.remove();
		throw error;
	}
}
