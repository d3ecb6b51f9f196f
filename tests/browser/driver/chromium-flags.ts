import type { LaunchOptions } from './browser.ts';
import { cameraFlags } from './camera.ts';

/** What Chromium is started with, besides what puppeteer gives it. */
export function chromiumFlags(options: LaunchOptions, proxyPort: number): string[] {
	const isRoot = process.getuid?.() === 0;
	return [
		// Debian's wrapper turns every installed extension off without it; others ignore it.
		'--enable-remote-extensions',
		...(isRoot ? ['--no-sandbox'] : []),
		...(options.isDirect ? nothingBeyondThisMachine : throughProxy(proxyPort)),
		// Test servers sign their own certificates; no other server can be reached.
		'--ignore-certificate-errors',
		'--disable-component-update',
		'--disable-domain-reliability',
		'--no-pings',
		'--disable-quic',
		'--hide-crash-restore-bubble',
		// Popups do not grow beyond the screen, which has 800 × 600 pixels otherwise.
		'--screen-info={1600x1200}',
		'--window-size=1280,900',
		...(options.locale ? [`--lang=${options.locale}`, `--accept-lang=${options.locale}`] : []),
		...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
		...cameraFlags(options.camera),
		'about:blank',
	];
}

const nothingBeyondThisMachine = [
	'--no-proxy-server',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

function throughProxy(port: number): string[] {
	return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
}
