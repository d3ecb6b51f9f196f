import type { Content, Reaction } from '../../../src/store/event-rows.ts';
import type { Preview, RoomRow } from '../../../src/store/room-rows.ts';

/** Who speaks in made rooms: user id and name. */
export const people: readonly [string, string][] = [
	['@carol:made.test', 'Carol'],
	['@dan:made.test', 'Dan'],
	['@erin:made.test', 'Erin'],
];

const words =
	'the train leaves from the other side of the station so bring your ticket and meet me below the clock before it rings';
const longWords = words.split(' ');

/** A joined room of that number, without rows: every tenth is a direct chat, every ninth not encrypted. */
export function madeRoom(number: number): RoomRow {
	const isDirect = number % 10 === 0;
	return {
		roomId: `!made${number}:made.test`,
		name: `Room ${number}`,
		kind: isDirect ? 'direct' : 'room',
		...(isDirect && { directUserId: `@person${number}:made.test` }),
		membership: 'join',
		isEncrypted: number % 9 !== 0,
		activity: 0,
		unread: 0,
		highlights: 0,
		readOrder: -1,
		announcedOrder: -1,
		lastOrder: -1,
		heroes: people.map(([userId]) => userId),
		joinedCount: 4,
		invitedCount: 0,
		hasAllMembers: true,
	};
}

export function madePreview(number: number): Preview {
	const [sender, senderName] = people[number % people.length] ?? ['', ''];
	return { sender, senderName, kind: 'text', text: `${number}: ${some(number)}` };
}

/** Lines of one to a hundred words; every 25th is formatted, every 30th answers the third before it. */
export function madeContent(number: number, count: number, answered: string): Content {
	const body = `Message ${number} of ${count}. ${some(number * 7)}${number % 40 === 0 ? ` ${some(19).repeat(4)}` : ''}`;
	return {
		msgtype: 'm.text',
		body,
		...(number % 25 === 0 && {
			format: 'org.matrix.custom.html',
			formatted_body: `<p>${body}</p><ul><li>passports</li><li><strong>tickets</strong></li></ul>`,
		}),
		...(number % 30 === 0 && { 'm.relates_to': { 'm.in_reply_to': { event_id: answered } } }),
	};
}

/** Every 20th has two. */
export function madeReactions(number: number): Reaction[] {
	if (number % 20 !== 0) return [];
	return people.slice(0, 2).map(([sender], index) => ({
		eventId: `$reaction-${number}-${index}`,
		sender,
		key: index === 0 ? '👍' : '❤️',
		time: index,
	}));
}

function some(number: number): string {
	return longWords.slice(0, 1 + (number % longWords.length)).join(' ');
}
