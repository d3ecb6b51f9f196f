/** The generated half of `@matrix-org/matrix-sdk-crypto-wasm`, by the alias in wxt.config.ts. */
declare module 'crypto-bindings' {
	export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
}
