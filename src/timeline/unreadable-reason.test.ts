import { readFile } from 'node:fs/promises';
import { type MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { expect, it } from 'vitest';
import { unreadableReason, withheldWords } from './unreadable-reason.ts';

const module = new URL(
	'../../node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.wasm',
	import.meta.url,
);

it('knows the words of the crypto module', async () => {
	const text = (await readFile(module)).toString('latin1');
	for (const [words] of withheldWords) expect(text).toContain(words);
});

it('tells the sender’s reasons apart', async () => {
	for (const [words, reason] of withheldWords) {
		const event = failed(DecryptionFailureCode.MEGOLM_KEY_WITHHELD, words);
		expect(await unreadableReason(clientWith(null), event)).toBe(reason);
	}
	const other = failed(DecryptionFailureCode.MEGOLM_KEY_WITHHELD, 'The requested key was not found.');
	expect(await unreadableReason(clientWith(null), other)).toBe('keyWithheld');
});

it('says that the backup is locked only while its key is not here', async () => {
	const event = failed(DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED, '');
	expect(await unreadableReason(clientWith(null), event)).toBe('backupLocked');
	expect(await unreadableReason(clientWith(new Uint8Array(32)), event)).toBe('notInBackup');
});

it('takes what it does not know for damage', async () => {
	const event = failed(DecryptionFailureCode.UNKNOWN_ERROR, 'MAC mismatch');
	expect(await unreadableReason(clientWith(null), event)).toBe('corrupt');
});

function failed(code: DecryptionFailureCode, words: string): MatrixEvent {
	const event = new MatrixEvent({ type: 'm.room.encrypted', content: {} });
	Object.assign(event, { _decryptionFailureReason: code });
	event.getContent = () => ({ body: `** Unable to decrypt: DecryptionError: ${words} **` }) as never;
	return event;
}

function clientWith(backupKey: Uint8Array | null): MatrixClient {
	return { getCrypto: () => ({ getSessionBackupPrivateKey: async () => backupKey }) } as never;
}
