import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentSecurityPolicy } from '../../manifest.ts';
import type { BrowserName } from '../../tests/browser/driver/index.ts';
import { blankPage } from '../extension.ts';
import { bundle } from '../page/bundle.ts';
import type { SdkSession } from '../sdk/protocol.ts';

const wasm = fileURLToPath(
	new URL(
		'../../node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.wasm',
		import.meta.url,
	),
);

/**
 * A small extension with nothing but a background of ours in it, to compare Messa's with.
 * @param worker the background's source, beside this file
 * @returns its directory below `parent`.
 */
export async function comparedExtension(
	browser: BrowserName,
	worker: 'worker.ts' | 'sdk-worker.ts',
	session: SdkSession,
	parent: string,
): Promise<string> {
	const dir = await mkdtemp(join(parent, 'compared-'));
	const settings = `globalThis.benchSession = ${JSON.stringify(session)};\n`;
	await writeFile(join(dir, 'background.js'), settings + (await bundle(`floor/${worker}`)));
	await copyFile(wasm, join(dir, 'crypto.wasm'));
	await writeFile(join(dir, blankPage), '<!doctype html><title>Blank</title><p>.</p>');
	await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest(browser)));
	return dir;
}

function manifest(browser: BrowserName): object {
	const isFirefox = browser === 'firefox';
	return {
		manifest_version: 3,
		name: 'Compared',
		version: '1.0',
		permissions: ['alarms', 'unlimitedStorage'],
		content_security_policy: { extension_pages: contentSecurityPolicy },
		// The driver asks what these are.
		action: { default_popup: blankPage },
		background: isFirefox ? { scripts: ['background.js'] } : { service_worker: 'background.js' },
		...(isFirefox && { browser_specific_settings: { gecko: { id: 'compared@messa.chat' } } }),
	};
}
