import { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import { expect, it } from 'vitest';
import { internalMethods } from './internal.ts';

it.each(internalMethods)('the SDK still has %s', (method) => {
	expect(RustCrypto.prototype[method]).toBeTypeOf('function');
});
