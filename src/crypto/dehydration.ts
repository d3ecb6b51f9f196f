import type { MatrixClient } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import { internalCrypto } from './internal.ts';

const renewAfterMs = 7 * 24 * 60 * 60_000;

/**
 * Takes over what the account's dehydrated device was sent while no other one was signed in, and leaves a
 * new one in its place (MSC3814), where the homeserver offers it. Wants the secret storage key at hand. The
 * identity does not depend on it: a failure is only noted.
 */
export async function startDehydration(db: AccountDatabase, client: MatrixClient): Promise<void> {
	await attempt(db, client, {});
}

/** Replaces the dehydrated device once a week, before its one-time keys are all used or too old. */
export async function renewDehydratedDevice(db: AccountDatabase, client: MatrixClient): Promise<void> {
	const session = await db.session.get('session');
	if (!session?.dehydratedTime || Date.now() - session.dehydratedTime < renewAfterMs) return;
	// This device was sent itself what the old one holds.
	await attempt(db, client, { onlyIfKeyCached: true, rehydrate: false });
}

async function attempt(
	db: AccountDatabase,
	client: MatrixClient,
	options: { onlyIfKeyCached?: boolean; rehydrate?: boolean },
): Promise<void> {
	const crypto = internalCrypto(client);
	try {
		if (!(await crypto.isDehydrationSupported())) return;
		await crypto.startDehydration(options);
		await db.session.update('session', { dehydratedTime: Date.now() });
	} catch (error) {
		log.warn('no dehydrated device was left', error);
	}
}
