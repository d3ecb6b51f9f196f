import { chatWithBob, say } from '../steps.ts';
import { RawPerson } from './raw-person.ts';
import { chatLine, type Stage, toList } from './stage.ts';

export const names = {
	trip: 'Trip to Rome',
	books: 'Book club',
	street: 'Our street',
	long: 'Committee for the preparation of the summer festival of the neighbours of the old town',
	arabic: 'رحلة إلى القاهرة',
	choir: 'Choir on Thursdays',
};

/** Ids of the rooms that are written to later. */
export interface Rooms {
	bob: string;
	trip: string;
	books: string;
}

/** Rooms with Bob that a person would be glad to have. */
export async function makeGoodRooms({ world, carol }: Stage): Promise<Rooms> {
	const { bob, alice, servers } = world;
	const { popup, roomId } = await chatWithBob(world);
	await bob.sendText(roomId, 'Did you see the flat near Piazza Navona?');
	await popup.see(/Piazza Navona/);
	await say(popup, 'Yes, and it has a balcony');
	const { eventId } = await bob.waitForMessage({ roomId, body: 'Yes, and it has a balcony' });
	await bob.sendReaction(roomId, eventId, '❤️');
	await bob.sendReply(roomId, eventId, 'Then let us take it before somebody else does');
	await popup.see(/somebody else/);
	await say(popup, 'Booked, from the 12th to the 16th of May');
	await say(popup, 'You look after the trains?');
	await bob.waitForMessage({ roomId, body: 'You look after the trains?' });
	const trains = await bob.sendText(roomId, 'With pleasure. The one at nine is cheap');
	await bob.sendEdit(roomId, trains, 'With pleasure. The night train is the nicest');
	await popup.see(/night train/);
	await popup.close();

	const joining = await RawPerson.signIn(servers.alice, alice);
	const make = async (name: string): Promise<string> => {
		const id = await bob.createRoom({ name, invite: [alice.userId, carol.userId] });
		await joining.join(id);
		await carol.join(id);
		return id;
	};
	const books = await make(names.books);
	const trip = await make(names.trip);
	await joining.signOut();
	const window = await world.browser.page('sidepanel.html', { width: 800, height: 640 });
	await window.click(chatLine(names.books));
	await bob.sendText(books, 'Chapter six by Thursday?');
	await window.see({ text: 'Chapter six by Thursday?', within: messages });
	await say(window, 'I am already in chapter eight', names.books);
	await window.click(chatLine(names.trip));
	await bob.sendText(trip, 'Shall we meet at the station?');
	await window.see({ text: 'Shall we meet at the station?', within: messages });
	await say(window, 'At half past six, under the clock', names.trip);
	const clock = await bob.waitForMessage({ roomId: trip, body: 'At half past six, under the clock' });
	await bob.sendReaction(trip, clock.eventId, '👍');
	await bob.sendText(trip, 'The Vatican Museums are closed on Sunday, so I have moved them to Monday');
	await window.see({ text: /Vatican/, within: messages });
	await say(window, 'Then Sunday is for a long walk through Trastevere', names.trip);
	const walk = await bob.waitForMessage({
		roomId: trip,
		body: 'Then Sunday is for a long walk through Trastevere',
	});
	await bob.sendReply(trip, walk.eventId, 'And for ice cream');
	await window.see({ text: 'And for ice cream', within: messages });
	await bob.sendText(books, 'Chapter eight has the best line of all');
	await window.see(/best line of all/);
	await window.close();
	return { bob: roomId, trip, books };
}

export const messages = { role: 'log', name: 'Messages' };

/** Rooms that try a layout: long names, other scripts, no encryption, an invite, much unread. */
export async function makeHardRooms({ world, neighbour }: Stage, { trip }: { trip: string }): Promise<void> {
	const { bob, alice, servers } = world;
	const invite = [alice.userId];
	const joining = await RawPerson.signIn(servers.alice, alice);

	const street = await neighbour.createRoom({ name: names.street, invite });
	for (let house = 1; house <= 60; house++) await neighbour.say(street, `Number ${house} is coming`);
	await joining.join(street);
	const long = await neighbour.createRoom({ name: names.long, invite, isEncrypted: true });
	await joining.join(long);
	await neighbour.createRoom({ name: names.choir, invite, isEncrypted: true });
	const arabic = await bob.createRoom({ name: names.arabic, invite });
	await joining.join(arabic);
	await joining.signOut();

	const list = await world.browser.popup();
	await toList(list);
	await list.see(chatLine(names.arabic));
	await neighbour.say(street, 'Alice, may I borrow your ladder?', [alice.userId]);
	await bob.sendText(arabic, 'هل حجزت الفندق؟');
	await sendHardMessages(bob, trip);
	await list.see({ text: 'هل حجزت الفندق؟' });
	await list.see(/borrow your ladder/);
	await list.close();
}

async function sendHardMessages(bob: Stage['world']['bob'], trip: string): Promise<void> {
	const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
	await bob.sendText(trip, `The hotel is called ${word}. Long names are the fashion there, it seems.`);
	const oops = await bob.sendText(trip, 'Wrong chat, sorry');
	await bob.redact(trip, oops);
	await bob.send(trip, 'm.room.message', { msgtype: 'm.emote', body: 'packs the big suitcase' });
	await bob.sendText(
		trip,
		'Opening times: https://www.example.org/museums/capitoline?day=saturday&language=en#tickets',
	);
	await bob.sendHtml(
		trip,
		'<p>What we <strong>need</strong>:</p><ul><li>passports</li><li>the <code>PNR</code> of the train</li></ul><blockquote>Travel light</blockquote>',
		'What we need: passports, the PNR of the train',
	);
}
