// The least that a background must do to be ready for its first answer: start, evaluate a script with the SDK
// in it, start wasm, open a crypto store with an account in it, and make one bare request.
import { Method } from 'matrix-js-sdk';
import { browser } from 'wxt/browser';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { now } from '../clock.ts';
import { channelName, type Testimony } from '../page/witness.ts';
import type { SdkSession } from '../sdk/protocol.ts';

// A message wakes only a background that listens to messages.
browser.runtime.onMessage.addListener(() => undefined);

const session = (globalThis as unknown as { benchSession: SdkSession }).benchSession;
const client = createMatrixClient(session);
const storageKey = new Uint8Array(32).fill(7);

async function start(): Promise<void> {
	await client.initRustCrypto({ cryptoDatabasePrefix: `floor/${session.deviceId}`, storageKey });
	await client.http.authedRequest(Method.Get, '/account/whoami');
	const testimony: Testimony = { kind: 'answered', time: now() };
	new BroadcastChannel(channelName).postMessage(testimony);
}

void start();
