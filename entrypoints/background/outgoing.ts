import type { MatrixClient } from 'matrix-js-sdk';
import { Tokens } from '../../src/account/tokens.ts';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import type { SdkRooms } from '../../src/crypto/sdk-rooms.ts';
import { Fetches } from '../../src/media/fetches.ts';
import { keepSentFiles } from '../../src/media/keep-sent.ts';
import { placeFiles } from '../../src/media/place-files.ts';
import { homeserverDelivery } from '../../src/outbox/delivery.ts';
import { OutboxQueue } from '../../src/outbox/queue.ts';
import { OutboxSender } from '../../src/outbox/sender.ts';
import type { AccountDatabase } from '../../src/store/database.ts';
import type { CacheKey } from '../../src/store/seal.ts';
import type { RoomTrust } from '../../src/trust/room-trust.ts';

interface Parts {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	rooms: SdkRooms;
	trust: RoomTrust;
	awake: Wakefulness;
}

/** The outbox of an account and what sends it, and what fetches files. */
export function outgoing({ db, cacheKey, client, rooms, trust, awake }: Parts) {
	const queue = new OutboxQueue(db);
	const tokens = new Tokens(db, cacheKey, client.getDeviceId() ?? '');
	const files = {
		place: placeFiles.bind(undefined, { db, client, tokens }),
		sent: keepSentFiles.bind(undefined, db, cacheKey),
	};
	const fetches = new Fetches({ db, cacheKey, client, tokens }, awake);
	const sender = new OutboxSender({
		queue,
		delivery: homeserverDelivery({ db, cacheKey, client, rooms, queue, trust, files }),
		awake: (work) => awake.during(work),
		alone: (roomId, work) => navigator.locks.request(`messa/outbox/${roomId}`, work),
		now: () => Date.now(),
		later: (ms, run) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
	});
	return { queue, sender, fetches };
}
