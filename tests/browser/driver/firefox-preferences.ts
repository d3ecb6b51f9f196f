import type { LaunchOptions } from './browser.ts';
import { cameraPreferences } from './camera.ts';
import { schemePreferences } from './firefox-scheme.ts';

/** What Firefox is set to, besides what puppeteer sets. */
export function firefoxPreferences(
	options: LaunchOptions,
	downloadsDir: string,
	proxyPort: number,
	uuids: Record<string, string>,
): Record<string, unknown> {
	return {
		// The address of the extension's pages, which Firefox otherwise draws at random.
		'extensions.webextensions.uuids': JSON.stringify(uuids),
		// The extended-support release may install what Mozilla has not signed, so that it is a true installation.
		'xpinstall.signatures.required': false,
		'extensions.autoDisableScopes': 0,
		// Notifications as windows, which can be read and clicked.
		'alerts.useSystemBackend': false,
		// Two: a directory of our choice.
		'browser.download.folderList': 2,
		'browser.download.dir': downloadsDir,
		// The list of what was saved would take the keyboard.
		'browser.download.alwaysOpenPanel': false,
		// One: by the settings that follow. Nought: none.
		'network.proxy.type': options.isDirect ? 0 : 1,
		'network.proxy.http': '127.0.0.1',
		'network.proxy.http_port': proxyPort,
		'network.proxy.ssl': '127.0.0.1',
		'network.proxy.ssl_port': proxyPort,
		'network.proxy.no_proxies_on': '',
		'network.proxy.allow_hijacking_localhost': true,
		'network.proxy.failover_direct': false,
		'network.captive-portal-service.enabled': false,
		'network.connectivity-service.enabled': false,
		'browser.sessionstore.resume_from_crash': false,
		'toolkit.startup.max_resumed_crashes': -1,
		'sidebar.revamp': false,
		...(options.locale
			? { 'intl.accept_languages': options.locale, 'intl.locale.requested': options.locale }
			: {}),
		...cameraPreferences(options.camera),
		...schemePreferences(options.colorScheme ?? 'light'),
	};
}
