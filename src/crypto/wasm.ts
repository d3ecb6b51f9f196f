// Stands in for `@matrix-org/matrix-sdk-crypto-wasm` (alias in wxt.config.ts): the package's own entry
// makes the bundler inline 10 MB of base64 into a classic script; this one compiles a file beside it.
import * as bindings from 'crypto-bindings';
import { browser } from 'wxt/browser';

interface CryptoModule extends WebAssembly.Exports {
	__wbindgen_start(): void;
}

let started: Promise<void> | undefined;

/** Compiles and starts the crypto module, once. The SDK calls it without an address. */
export function initAsync(): Promise<void> {
	started ??= start();
	return started;
}

async function start(): Promise<void> {
	const { instance } = await WebAssembly.instantiateStreaming(
		fetch(browser.runtime.getURL('/crypto.wasm' as '/options.html')),
		{ './matrix_sdk_crypto_wasm_bg.js': { ...bindings } },
	);
	const module = instance.exports as CryptoModule;
	bindings.__wbg_set_wasm(module);
	module.__wbindgen_start();
}

export * from 'crypto-bindings';
