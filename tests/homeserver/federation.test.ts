import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from './peer.ts';
import { type Homeservers, startHomeservers } from './servers.ts';

describe('two peers on two federating servers', () => {
	let servers: Homeservers;
	let alice: Peer;
	let bob: Peer;
	let roomId: string;

	beforeAll(async () => {
		servers = await startHomeservers();
		[alice, bob] = await Promise.all([startPeer(servers.alice, 'alice'), startPeer(servers.bob, 'bob')]);
		roomId = await bob.createDirect(alice.userId);
		await alice.acceptInvite(roomId);
	});

	afterAll(async () => {
		await Promise.all([alice?.stop(), bob?.stop()]);
		await servers?.stop();
	});

	it('exchange encrypted messages both ways', async () => {
		await bob.sendText(roomId, 'Hello Alice');
		const hello = await alice.waitForMessage({ body: 'Hello Alice' });
		expect(hello).toMatchObject({ roomId, sender: bob.userId, wasEncrypted: true, isDecrypted: true });

		await alice.sendHtml(roomId, '<b>Hello</b> Bob');
		const answer = await bob.waitForMessage({ body: 'Hello Bob' });
		expect(answer).toMatchObject({ formattedBody: '<b>Hello</b> Bob', wasEncrypted: true, deliveries: 1 });
	});

	it('reply, edit, react and redact', async () => {
		const eventId = await bob.sendText(roomId, 'Lunch at noon?');
		await alice.waitForMessage({ eventId, isDecrypted: true });

		await alice.sendReply(roomId, eventId, 'Gladly');
		expect(await bob.waitForMessage({ body: 'Gladly' })).toMatchObject({ repliesTo: eventId });

		await bob.sendEdit(roomId, eventId, 'Lunch at one?');
		const edit = await alice.waitForMessage({ newBody: 'Lunch at one?' });
		expect(edit.relation).toEqual({ type: 'm.replace', eventId });

		const reactionId = await alice.sendReaction(roomId, eventId, '👍');
		const reaction = await bob.waitForMessage({ eventId: reactionId });
		expect(reaction.relation).toEqual({ type: 'm.annotation', eventId, key: '👍' });

		await alice.redact(roomId, reactionId);
		await bob.waitForMessage({ redacts: reactionId });
	});

	it('see each other type and read', async () => {
		const eventId = await bob.sendText(roomId, 'Are you there?');
		await alice.waitForMessage({ eventId });
		await alice.setTyping(roomId);
		await bob.waitForTyping(roomId, alice.userId);
		await alice.markRead(roomId, eventId);
		await bob.waitForReceipt(eventId, alice.userId);
	});

	it('exchange an encrypted file that the servers cannot read', async () => {
		const directory = await mkdtemp(join(tmpdir(), 'messa-files-'));
		const [original, copy] = [join(directory, 'plan.txt'), join(directory, 'copy.txt')];
		await writeFile(original, 'Meet at the old bridge');
		const eventId = await bob.sendFile(roomId, original);
		const message = await alice.waitForMessage({ eventId, isDecrypted: true });
		expect(message.content).toMatchObject({ msgtype: 'm.file', body: 'plan.txt', file: { v: 'v2' } });
		await alice.saveFile(eventId, copy);
		expect(await readFile(copy, 'utf8')).toBe('Meet at the old bridge');
		await rm(directory, { recursive: true });
	});

	it('go on after a server was killed and another paused', async () => {
		await servers.alice.kill();
		await bob.sendText(roomId, 'Sent while your server was down');
		await servers.alice.start();
		await alice.waitForMessage({ body: 'Sent while your server was down', isDecrypted: true });

		servers.bob.pause();
		const sent = alice.sendText(roomId, 'Sent while your server stalled');
		servers.bob.resume();
		await sent;
		await bob.waitForMessage({ body: 'Sent while your server stalled', isDecrypted: true });
	});

	it('reach a device that was signed in later', async () => {
		const second = await Peer.start({ homeserver: servers.alice, userId: alice.userId, password: 'secret' });
		await bob.waitForDevice(alice.userId, second.deviceId);
		await bob.sendText(roomId, 'To both of your devices');
		await second.waitForMessage({ body: 'To both of your devices', isDecrypted: true });
		await second.stop();
	});
});

async function startPeer(homeserver: Homeservers['alice'], name: string): Promise<Peer> {
	const userId = await homeserver.register(name, 'secret');
	return Peer.start({ homeserver, userId, password: 'secret' });
}
