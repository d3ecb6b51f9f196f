// matrix-js-sdk's own client in a background like Messa's: its sync loop with polls as long, its store, and the
// same call every 20 s that keeps a background awake.
import { browser } from 'wxt/browser';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import type { SdkSession } from '../sdk/protocol.ts';

const pollMs = 25_000;
const awakeMs = 20_000;
const session = (globalThis as unknown as { benchSession: SdkSession }).benchSession;
const client = createMatrixClient(session);

async function start(): Promise<void> {
	setInterval(() => void browser.runtime.getPlatformInfo(), awakeMs);
	await client.initRustCrypto({ cryptoDatabasePrefix: `sdk/${session.deviceId}` });
	await client.startClient({ lazyLoadMembers: true, pollTimeout: pollMs });
}

void start();
