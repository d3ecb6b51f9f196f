import { Sender } from '../sdk/sender.ts';
import { inParallel } from './parallel.ts';
import { type BenchAccount, type BenchLogin, benchAccount, type Synapse } from './synapse.ts';

/** How many rooms each account is in; the rooms of a smaller one are among those of a larger. */
export const roomCounts = { five: 5, twenty: 20, fifty: 50, threehundred: 300, thousand: 1000 } as const;

/** This many encrypted rooms of two are for what was missed while away. */
export const missedRooms = 100;

const clearMessages = 2;
const width = 8;

/** Who is in no room to begin with: the peers of a run. */
const peers = ['carol', 'dave', 'erin', 'away'];

const encryption = {
	type: 'm.room.encryption',
	state_key: '',
	content: { algorithm: 'm.megolm.v1.aes-sha2' },
};

export interface Rooms {
	/** Bob's rooms, encrypted every second one; all have some messages. */
	shared: string[];
	/** Rooms of Erin and `away`. */
	missed: string[];
}

/** Fills an empty homeserver: accounts, rooms with members and messages. Says how far it is. */
export async function seed(server: Synapse, say: (line: string) => void): Promise<Rooms> {
	const everyone = [...Object.keys(roomCounts), 'bob', ...peers].map(benchAccount);
	for (const account of everyone) await server.register(account);
	say(`seeding: ${roomCounts.thousand} rooms`);
	const shared = await makeRooms(server, benchAccount('bob'), roomCounts.thousand, (number) => ({
		name: `Chat ${number}`,
		topic: `What is said in chat ${number}`,
		preset: 'public_chat',
		...(number % 2 === 0 && { initial_state: [encryption] }),
	}));
	say(`seeding: rooms of ${missedRooms} conversations`);
	const missed = await makeRooms(server, benchAccount('erin'), missedRooms, (number) => ({
		name: `Conversation ${number}`,
		preset: 'public_chat',
		initial_state: [encryption],
	}));
	say('seeding: members');
	for (const [username, count] of Object.entries(roomCounts)) {
		await joinAll(server, await server.login(benchAccount(username)), shared.slice(0, count));
	}
	await joinAll(server, await server.login(benchAccount('away')), missed);
	say('seeding: messages');
	await sendMessages(server, shared);
	return { shared, missed };
}

async function makeRooms(
	server: Synapse,
	account: BenchAccount,
	count: number,
	describe: (number: number) => object,
): Promise<string[]> {
	const { token } = await server.login(account);
	const roomIds: string[] = Array.from({ length: count }, () => '');
	await inParallel(roomIds, width, async (_, index) => {
		const answer = await server.request<{ room_id: string }>('/createRoom', {
			method: 'POST',
			body: describe(index + 1),
			token,
		});
		roomIds[index] = answer.room_id;
	});
	return roomIds;
}

async function joinAll(server: Synapse, { token }: BenchLogin, roomIds: string[]): Promise<void> {
	await inParallel(roomIds, width, async (roomId) => {
		await server.request(`/join/${encodeURIComponent(roomId)}`, { method: 'POST', body: {}, token });
	});
}

async function sendMessages(server: Synapse, roomIds: string[]): Promise<void> {
	const bob = benchAccount('bob');
	const { token } = await server.login(bob);
	const sender = await Sender.signIn(server, bob);
	await inParallel(roomIds, width, async (roomId, index) => {
		for (let number = 1; number <= clearMessages; number += 1) {
			const body = `Message ${number} of chat ${index + 1}, about as long as people's messages are`;
			if (index % 2 === 1) await sender.sendText(roomId, body);
			else await sendClear(server, token, roomId, body);
		}
	});
	sender.stop();
}

async function sendClear(server: Synapse, token: string, roomId: string, body: string): Promise<void> {
	const path = `/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${crypto.randomUUID()}`;
	await server.request(path, { method: 'PUT', body: { msgtype: 'm.text', body }, token });
}
