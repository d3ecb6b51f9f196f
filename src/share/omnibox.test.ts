import { describe, expect, it } from 'vitest';
import { escapeXml, parseOmnibox, suggestions } from './omnibox.ts';

const rooms = ['Trip to Rome', 'Bob', 'Bob Builder', 'Café', 'a:b', 'Bob'].map((name, index) => ({
	roomId: `!${index}:x`,
	name,
}));
const parsed = (typed: string): [string[], string] => {
	const { rooms: found, text } = parseOmnibox(typed, rooms);
	return [found.map(({ roomId }) => roomId), text];
};

describe('parseOmnibox', () => {
	it('takes as many words for the room as begin words of its name, in their order', () => {
		expect(parsed('trip  see you  there')).toEqual([['!0:x'], 'see you  there']);
		expect(parsed('tr rom me too')).toEqual([['!0:x'], 'me too']);
		expect(parsed('bob bui it')).toEqual([['!2:x'], 'it']);
		expect(parsed('rome trip')).toEqual([['!0:x'], 'trip']);
		expect(parsed('CAFE')).toEqual([['!3:x'], '']);
	});

	it('keeps the likeliest first where several fit', () => {
		expect(parsed('bob hello')).toEqual([['!1:x', '!2:x', '!5:x'], 'hello']);
	});

	it('takes a whole name with a colon, and an id, for what they are', () => {
		expect(parsed('trip to rome: bob is late')).toEqual([['!0:x'], 'bob is late']);
		expect(parsed('!5:x hello')).toEqual([['!5:x'], 'hello']);
	});

	it('finds no room in what names none', () => {
		expect(parsed('nobody is here')).toEqual([[], 'nobody is here']);
		expect(parsed('((( x')).toEqual([[], '((( x']);
	});
});

describe('suggestions', () => {
	it('mean one room each, and say the same when they are chosen', () => {
		for (const typed of ['bob hello: you', 'a hello', 'trip', 'caf ok', '']) {
			for (const { content, room, text } of suggestions(typed, rooms)) {
				expect(parseOmnibox(content, rooms)).toEqual({ rooms: [room], text });
			}
		}
	});

	it('are none for what names no room', () => {
		expect(suggestions('nobody', rooms)).toEqual([]);
	});
});

describe('escapeXml', () => {
	it('leaves no markup and nothing that XML does not know', () => {
		expect(escapeXml('<b>&"\'\u0000\u0008x')).toBe('&#60;b&#62;&#38;&#34;&#39;x');
	});
});
