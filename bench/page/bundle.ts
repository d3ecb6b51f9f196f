import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const local = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const cryptoPackage = 'node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.js';

/**
 * Bundles a file of ours, with what it imports of the product, into one script.
 * @param name what `globalThis` is to call its exports, where it has some
 */
export async function bundle(file: string, name?: string): Promise<string> {
	const build = await rolldown({
		input: local(`bench/${file}`),
		platform: 'browser',
		resolve: {
			// As in the product's own build.
			alias: {
				'@matrix-org/matrix-sdk-crypto-wasm$': local('src/crypto/wasm.ts'),
				'crypto-bindings': local(cryptoPackage),
			},
		},
		transform: { define: { 'import.meta.env.FIREFOX': 'false', 'process.env.NODE_ENV': '"production"' } },
		checks: { pluginTimings: false },
	});
	const { output } = await build.generate({
		format: 'iife',
		...(name && { name, footer: `globalThis.${name} = ${name};`, exports: 'named' }),
		codeSplitting: false,
		minify: true,
	});
	await build.close();
	return output[0].code;
}
