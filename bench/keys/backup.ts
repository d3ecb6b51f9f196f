import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MatrixClient } from 'matrix-js-sdk';
import type { AuthDict } from 'matrix-js-sdk/lib/interactive-auth.js';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { internalCrypto } from '../../src/crypto/internal.ts';
import { SecretKeys } from '../../src/crypto/secret-keys.ts';
import type { Bench } from '../bench.ts';
import { makeEncryptedRoom } from '../sdk/encrypted-room.ts';
import { copyData } from '../seed/data.ts';
import { benchAccount, Synapse } from '../seed/synapse.ts';
import { sealedKeys } from './sealed-keys.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/bench-keys', import.meta.url));
/** Large accounts have many rooms; keys are not spread evenly, but a room of thousands is common. */
export const roomCount = 20;
export const keeper = benchAccount('keeper');

/** An account with a key backup that holds many keys, on a homeserver of its own. */
export interface KeptKeys {
	server: Synapse;
	recoveryKey: string;
}

/** Makes such an account, or takes the one that was made before for that many keys. */
export async function keptKeys(bench: Bench, count: number): Promise<KeptKeys> {
	const dir = join(cache, `${count}-${await fingerprint()}`);
	if (!existsSync(dir)) await make(dir, count, (line) => bench.say(line));
	const dataDir = await mkdtemp(join(await bench.directory(), 'keys-'));
	await copyData(dir, dataDir);
	const recoveryKey = await readFile(join(dir, 'recovery-key.txt'), 'utf8');
	return { server: bench.started.use(await Synapse.start(dataDir)), recoveryKey };
}

async function make(dir: string, count: number, say: (line: string) => void): Promise<void> {
	say(`a backup of ${count} keys is made`);
	const unfinished = join(cache, 'unfinished');
	await rm(unfinished, { recursive: true, force: true });
	const server = await Synapse.start(unfinished);
	try {
		await server.register(keeper);
		const login = await server.login(keeper);
		const roomIds: string[] = [];
		for (let number = 1; number <= roomCount; number += 1) {
			roomIds.push(await makeEncryptedRoom(server, login, `Kept ${number}`, []));
		}
		const { client, recoveryKey } = await makeIdentity(server);
		const info = await internalCrypto(client).getKeyBackupInfo();
		client.stopClient();
		if (!info?.version) throw new Error('the backup was not made');
		const { public_key: publicKey } = info.auth_data as { public_key: string };
		for await (const body of sealedKeys(publicKey, roomIds, count)) {
			await server.request(`/room_keys/keys?version=${info.version}`, {
				method: 'PUT',
				token: login.token,
				body,
			});
		}
		await writeFile(join(unfinished, 'recovery-key.txt'), recoveryKey);
	} finally {
		// It writes its log of changes into the database as it stops.
		await server.stop();
	}
	await rename(unfinished, dir);
}

async function makeIdentity(server: Synapse): Promise<{ client: MatrixClient; recoveryKey: string }> {
	const { userId, deviceId, token } = await server.login(keeper);
	const secretKeys = new SecretKeys();
	const client = createMatrixClient({
		baseUrl: server.baseUrl,
		userId,
		deviceId,
		accessToken: token,
		cryptoCallbacks: secretKeys.callbacks,
	});
	await client.initRustCrypto({ useIndexedDB: false });
	const crypto = internalCrypto(client);
	// An account without an identity is not asked for its password.
	await crypto.bootstrapCrossSigning({
		authUploadDeviceSigningKeys: async (makeRequest: (auth: AuthDict | null) => Promise<void>) => {
			await makeRequest(null);
		},
	});
	const key = await crypto.createRecoveryKeyFromPassphrase();
	await secretKeys.using(undefined, () =>
		crypto.bootstrapSecretStorage({
			createSecretStorageKey: async () => key,
			setupNewSecretStorage: true,
			setupNewKeyBackup: true,
		}),
	);
	return { client, recoveryKey: key.encodedPrivateKey ?? '' };
}

/** Changes with the code that makes it. */
async function fingerprint(): Promise<string> {
	const hash = createHash('sha256');
	for (const name of ['backup.ts', 'sealed-keys.ts']) hash.update(await readFile(join(here, name)));
	return hash.digest('hex').slice(0, 16);
}
