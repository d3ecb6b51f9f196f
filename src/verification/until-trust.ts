import type { MatrixClient } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';

const patienceMs = 10_000;

/** Waits until `isIt` is true of a person, looking whenever their keys change. @returns false after 10 s. */
export async function untilTrust(
	client: MatrixClient,
	userId: string,
	isIt: () => Promise<boolean>,
): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const changed = (changedId: string): void => {
		if (changedId !== userId) return;
		void isIt().then((is) => is && resolve());
	};
	client.on(CryptoEvent.UserTrustStatusChanged, changed);
	const timer = setTimeout(resolve, patienceMs);
	try {
		if (!(await isIt())) await promise;
		return await isIt();
	} finally {
		clearTimeout(timer);
		client.off(CryptoEvent.UserTrustStatusChanged, changed);
	}
}
