import type { UserManifest } from 'wxt';

/** The policy of every extension page; `docs/threat-model.md` says what each part is for. */
export const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' blob: data:",
	'media-src blob:',
	"connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types messa-html',
].join('; ');

const permissions = [
	'storage',
	'unlimitedStorage',
	'alarms',
	'notifications',
	'contextMenus',
	'activeTab',
	'scripting',
	'identity',
	'idle',
];

/** The manifest's fixed part for one browser; WXT adds entrypoints, icons and the version. */
export function manifest(browser: string): UserManifest {
	const common: UserManifest = {
		name: '__MSG_extName__',
		description: '__MSG_extDescription__',
		default_locale: 'en',
		permissions,
		// Asked for when the person first shares a window's tabs.
		optional_permissions: ['tabs'],
		content_security_policy: { extension_pages: contentSecurityPolicy },
		omnibox: { keyword: 'm' },
		action: { default_title: '__MSG_extName__' },
		commands: {
			// Firefox gives the access keys of its menus (F, E, V, S, B, T, H) to these, with Shift and without.
			'share-last': { suggested_key: { default: 'Alt+Shift+Y' }, description: '__MSG_from_commandLast__' },
			'share-choose': {
				suggested_key: { default: 'Alt+Shift+C' },
				description: '__MSG_from_commandChoose__',
			},
			'open-panel': { suggested_key: { default: 'Alt+Shift+M' }, description: '__MSG_from_commandPanel__' },
			lock: { suggested_key: { default: 'Alt+Shift+L' }, description: '__MSG_lock_command__' },
		},
	};
	if (browser === 'firefox') {
		return {
			...common,
			browser_specific_settings: {
				gecko: {
					id: 'messa@messa.chat',
					strict_min_version: '140.0',
					data_collection_permissions: {
						required: ['personalCommunications', 'websiteContent', 'browsingActivity', 'authenticationInfo'],
					},
				},
			},
		};
	}
	return {
		...common,
		minimum_chrome_version: '127',
		permissions: [...permissions, 'sidePanel', 'offscreen'],
	};
}
