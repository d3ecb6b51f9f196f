import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';
import { preloadFirst } from './preload-first.ts';
import { checkSizes } from './size-budget.ts';
import { withoutNames } from './without-names.ts';

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
// The package's exports hide the two files that a classic worker needs.
const cryptoPackage = local('node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg');

// Their modules only define things, which the packages do not say: without it, calls and widgets come along.
const sdkPackages = /node_modules\/matrix-(js-sdk|events-sdk|widget-api)\//;

export default defineConfig({
	modules: ['@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
	imports: false,
	manifestVersion: 3,
	manifest: ({ browser }) => manifest(browser),
	autoIcons: { baseIconPath: 'assets/icon.svg', developmentIndicator: false },
	zip: { excludeSources: ['bench/results/**', 'demo-output/**', 'test-output/**'] },
	hooks: {
		'build:publicAssets': (_wxt, assets) => {
			const stripped = local('.wxt/crypto.wasm');
			writeFileSync(stripped, withoutNames(readFileSync(`${cryptoPackage}.wasm`)));
			assets.push({ absoluteSrc: stripped, relativeDest: 'crypto.wasm' });
		},
		'build:done': ({ config }) => {
			if (config.command === 'build') checkSizes(config.outDir);
		},
	},
	vite: () => ({
		plugins: [preloadFirst()],
		resolve: {
			alias: [
				{ find: /^@matrix-org\/matrix-sdk-crypto-wasm$/, replacement: local('src/crypto/wasm.ts') },
				{ find: /^unhomoglyph$/, replacement: local('src/crypto/unhomoglyph.ts') },
				{ find: 'crypto-bindings', replacement: `${cryptoPackage}.js` },
			],
		},
		build: {
			sourcemap: false,
			target: 'es2022',
			modulePreload: { polyfill: false },
			rolldownOptions: { treeshake: { moduleSideEffects: [{ test: sdkPackages, sideEffects: false }] } },
		},
	}),
});
