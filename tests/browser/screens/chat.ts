import { randomBytes } from 'node:crypto';
import { RawPerson } from './raw-person.ts';
import { messages, names, type Rooms } from './rooms.ts';
import { openChat, type Stage, writing } from './stage.ts';

/** A chat with one person, and one with several: all that a timeline holds. */
export async function showMessages({ inBoth, world: { bob, bobAccount, servers } }: Stage, rooms: Rooms) {
	const raw = await RawPerson.signIn(servers.bob, bobAccount);
	await raw.send(rooms.trip, 'm.room.encrypted', withoutKey());
	await raw.signOut();
	await inBoth(async (window, take) => {
		await openChat(window, 'Bob');
		await take('chat-direct', /night train/, '❤️');
		await openChat(window, names.trip);
		await take('chat-group', /its key has not reached this device/, 'passports');
		await window.scrollToTop('Shall we meet at the station?');
		await take('chat-group-earlier', 'Shall we meet at the station?');
		await bob.sendText(rooms.trip, 'And an umbrella');
		await take('chat-new-below', /\d new/);
		await openChat(window, names.arabic);
		await take('chat-arabic', { text: 'هل حجزت الفندق؟', within: messages });
		await openChat(window, names.long);
		await take('chat-nothing-said', /Say hello/);
		await window.fill(writing(names.long), 'Dear all,\n\nI bring the benches.\n\nAlice');
		await take('chat-draft');
		await window.fill(writing(names.long), '');
	});
}

/** Somebody typing, a message on its way, one that was refused, and no encryption. */
export async function showWriting({ inBoth, world }: Stage, rooms: Rooms): Promise<void> {
	const { bob, bobAccount, servers, browser } = world;
	const raw = await RawPerson.signIn(servers.bob, bobAccount);
	await raw.silence(rooms.books);
	await raw.signOut();
	let round = 0;
	await inBoth(async (window, take) => {
		round += 1;
		await openChat(window, 'Bob');
		await bob.setTyping(rooms.bob);
		await take('chat-typing', 'Bob is typing');
		await bob.setTyping(rooms.bob, false);
		// The message would come back by sync too.
		const answers = browser.network.holdAnswers(/\/(send\/|sync\?)/);
		await window.fill(writing('Bob'), `See you on platform ${round}`);
		await window.press('Enter');
		await take('chat-sending', { role: 'img', name: 'Sending' });
		answers.release();
		await openChat(window, names.books);
		if (round === 1) {
			await window.fill(writing(names.books), 'And now chapter nine');
			await window.press('Enter');
		}
		await take('chat-failed', { role: 'button', name: 'Retry' }, { role: 'button', name: 'Delete' });
		await openChat(window, names.street);
		await take('chat-not-encrypted', /Not encrypted: servers/);
		await window.fill(writing(names.street), 'Of course');
		await window.press('Enter');
		await take('ask-unencrypted', { role: 'dialog', name: 'Send without encryption' });
		await window.press('Escape');
		await window.fill(writing(names.street), '');
	});
}

/** A well-formed encrypted message whose key never comes. */
function withoutKey(): object {
	// Version, message index, ciphertext; then the authentication code and the signature.
	const head = Buffer.from([3, 0x08, 0, 0x12, 16]);
	return {
		algorithm: 'm.megolm.v1.aes-sha2',
		ciphertext: unpadded(Buffer.concat([head, randomBytes(16), randomBytes(8 + 64)])),
		session_id: unpadded(randomBytes(32)),
	};
}

function unpadded(bytes: Buffer): string {
	return bytes.toString('base64').replaceAll('=', '');
}
