import { fold } from './fold.ts';

/** A room by what it is called. */
export interface NamedTarget {
	roomId: string;
	name: string;
}

/** What was typed behind the keyword: for which room, and what to say there. */
export interface OmniboxInput {
	/** Those that fit, the likeliest first. */
	rooms: NamedTarget[];
	text: string;
}

export interface Suggestion {
	/** What takes the place of what was typed, and means this room alone. */
	content: string;
	room: NamedTarget;
	text: string;
}

/** The browser shows about as many. */
const shownCount = 6;
const longest = 8000;

/**
 * Reads `<room> <message>`. A room is named by the beginnings of words of its name, as many as fit; by its
 * whole name and a colon; or by its id. @param rooms the likeliest first
 */
export function parseOmnibox(typed: string, rooms: readonly NamedTarget[]): OmniboxInput {
	const input = typed.trim().slice(0, longest);
	const exact = parseExact(input, rooms);
	if (exact) return exact;
	const words = input.split(/\s+/).filter(Boolean);
	for (let count = words.length; count > 0; count -= 1) {
		const asked = words.slice(0, count).map(fold);
		const found = rooms.filter(({ name }) => hasWords(name, asked));
		if (found.length > 0) return { rooms: found, text: afterWords(input, count) };
	}
	return { rooms: [], text: input };
}

/** The rooms to offer for what was typed; all of them while nothing names one. */
export function suggestions(typed: string, rooms: readonly NamedTarget[]): Suggestion[] {
	const { rooms: found, text } = parseOmnibox(typed, rooms);
	const offered = found.length > 0 || typed.trim() !== '' ? found : rooms;
	return offered.slice(0, shownCount).map((room) => {
		const isOnly = rooms.filter(({ name }) => fold(name) === fold(room.name)).length === 1;
		const name = isOnly && !room.name.includes(':') ? `${room.name}:` : room.roomId;
		return { content: `${name} ${text}`.trim(), room, text };
	});
}

/** Chrome reads descriptions as XML. */
export function escapeXml(text: string): string {
	return (
		text
			// biome-ignore lint/suspicious/noControlCharactersInRegex: XML knows none of these.
			.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
			.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
	);
}

function parseExact(input: string, rooms: readonly NamedTarget[]): OmniboxInput | undefined {
	const byId = rooms.find(({ roomId }) => input === roomId || input.startsWith(`${roomId} `));
	if (byId) return { rooms: [byId], text: input.slice(byId.roomId.length).trim() };
	const colon = input.indexOf(':');
	if (colon < 0) return undefined;
	const name = fold(input.slice(0, colon));
	const named = rooms.filter((room) => fold(room.name) === name);
	return named.length > 0 ? { rooms: named, text: input.slice(colon + 1).trim() } : undefined;
}

/** Whether words of the name begin with the words asked for, in their order. */
function hasWords(name: string, asked: readonly string[]): boolean {
	const words = fold(name).split(/[\s._-]+/);
	let from = 0;
	for (const word of asked) {
		const found = words.findIndex((one, index) => index >= from && one.startsWith(word));
		if (found < 0) return false;
		from = found + 1;
	}
	return true;
}

/** What stands behind the first words, as it was typed. */
function afterWords(input: string, count: number): string {
	return input.replace(new RegExp(`^(\\S+\\s*){${count}}`), '');
}
