import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
// The package's exports hide the two files that a classic worker needs.
const cryptoPackage = local('node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg');

export default defineConfig({
	modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
	imports: false,
	manifestVersion: 3,
	manifest: ({ browser }) => manifest(browser),
	autoIcons: { baseIconPath: 'assets/icon.svg', developmentIndicator: false },
	zip: { excludeSources: ['bench/results/**', 'demo-output/**', 'test-output/**'] },
	hooks: {
		'build:publicAssets': (_wxt, assets) => {
			assets.push({ absoluteSrc: `${cryptoPackage}.wasm`, relativeDest: 'crypto.wasm' });
		},
	},
	vite: () => ({
		resolve: {
			alias: [
				{ find: /^@matrix-org\/matrix-sdk-crypto-wasm$/, replacement: local('src/crypto/wasm.ts') },
				{ find: 'unhomoglyph', replacement: local('src/account/unhomoglyph.ts') },
				{ find: 'crypto-bindings', replacement: `${cryptoPackage}.js` },
			],
		},
		build: {
			sourcemap: false,
			target: 'es2022',
			// The SDK's barrel names calls, widgets and stores that nothing here uses.
			rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/matrix-(js-sdk|widget-api)/.test(id) } },
		},
	}),
});
