import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate } from './certificate.ts';
import { Homeserver } from './homeserver.ts';
import { freePorts } from './ports.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Two servers that federate with each other and with nothing else. */
export interface Homeservers {
	alice: Homeserver;
	bob: Homeserver;
	/** Ends both and removes their data. */
	stop(): Promise<void>;
	[Symbol.asyncDispose](): Promise<void>;
}

/** Starts two federating homeservers on free ports of this machine, with no accounts and no rate limits. */
export async function startHomeservers(): Promise<Homeservers> {
	const directory = await temporaryDirectory();
	const removeNow = (): void => rmSync(directory, { recursive: true, force: true });
	process.on('exit', removeNow);
	try {
		const certificate = await makeCertificate(directory);
		const [aliceClient = 0, aliceFederation = 0, bobClient = 0, bobFederation = 0] = await freePorts(4);
		const alice = await Homeserver.create(
			{ clientPort: aliceClient, federationPort: aliceFederation, dataDir: join(directory, 'alice') },
			certificate,
		);
		const bob = await Homeserver.create(
			{ clientPort: bobClient, federationPort: bobFederation, dataDir: join(directory, 'bob') },
			certificate,
		);
		const stop = async (): Promise<void> => {
			await Promise.all([alice.stop(), bob.stop()]);
			await rm(directory, { recursive: true, force: true });
			process.off('exit', removeNow);
		};
		await Promise.all([alice.start(), bob.start()]);
		return { alice, bob, stop, [Symbol.asyncDispose]: stop };
	} catch (error) {
		removeNow();
		throw error;
	}
}
