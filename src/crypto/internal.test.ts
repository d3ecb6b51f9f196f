import { RoomEncryptor } from 'matrix-js-sdk/lib/rust-crypto/RoomEncryptor.js';
import { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import { expect, it } from 'vitest';
import { internalMethods } from './internal.ts';

it.each(internalMethods)('the SDK still has %s', (method) => {
	expect(RustCrypto.prototype[method]).toBeTypeOf('function');
});

it('the SDK still shares a room key before there is a message', () => {
	expect(RoomEncryptor.prototype.prepareForEncryption).toBeTypeOf('function');
});
