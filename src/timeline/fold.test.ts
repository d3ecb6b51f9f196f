import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, type OpenRelation, type Original } from './fold.ts';

const alice = '@alice:a';
const bob = '@bob:b';
const original: Original = {
	type: 'm.room.message',
	sender: alice,
	isEncrypted: true,
	content: { msgtype: 'm.text', body: 'hello' },
};

function relation(over: Partial<OpenRelation>): OpenRelation {
	return {
		eventId: '$r',
		relation: 'm.annotation',
		sender: bob,
		time: 1,
		isEncrypted: true,
		status: 'readable',
		content: {},
		...over,
	};
}

const reaction = (eventId: string, key: unknown, over: Partial<OpenRelation> = {}): OpenRelation =>
	relation({ eventId, content: { 'm.relates_to': { key } }, ...over });

const edit = (eventId: string, body: string, over: Partial<OpenRelation> = {}): OpenRelation =>
	relation({
		eventId,
		relation: 'm.replace',
		sender: alice,
		content: { 'm.new_content': { msgtype: 'm.text', body } },
		...over,
	});

const bodyOf = (relations: OpenRelation[], of = original): unknown => fold(of, relations).edit?.content.body;

describe('edits', () => {
	it('takes the newest by time, whatever came last', () => {
		expect(bodyOf([edit('$2', 'second', { time: 2 }), edit('$1', 'first', { time: 1 })])).toBe('second');
	});

	it('breaks a tie by event id', () => {
		expect(bodyOf([edit('$b', 'b'), edit('$a', 'a')])).toBe('b');
	});

	it("refuses another person's edit", () => {
		expect(bodyOf([edit('$1', 'forged', { sender: bob })])).toBeUndefined();
	});

	it('refuses an edit in clear of an encrypted message', () => {
		expect(bodyOf([edit('$1', 'in clear', { isEncrypted: false })])).toBeUndefined();
	});

	it('refuses an edit without new content, or of what is no message', () => {
		expect(bodyOf([edit('$1', 'x', { content: { body: '* x' } })])).toBeUndefined();
		expect(bodyOf([edit('$1', 'x')], { ...original, type: 'm.sticker' })).toBeUndefined();
		expect(bodyOf([edit('$1', 'x')], { ...original, stateKey: '' })).toBeUndefined();
	});

	it('ignores an edit that cannot be read or was redacted', () => {
		expect(bodyOf([edit('$1', 'x', { status: 'unreadable' }), edit('$2', 'y', { status: 'redacted' })])).toBe(
			undefined,
		);
	});
});

describe('reactions', () => {
	it('keeps one of a kind from each person, in the order of time', () => {
		const relations = [
			reaction('$3', '🎉', { time: 3 }),
			reaction('$2', '👍', { time: 2 }),
			reaction('$1', '👍', { time: 1 }),
			reaction('$4', '👍', { time: 4, sender: alice }),
		];
		expect(fold(original, relations).reactions.map(({ eventId }) => eventId)).toEqual(['$1', '$3', '$4']);
	});

	it('drops a reaction without a key and cuts one that is a novel', () => {
		const { reactions } = fold(original, [
			reaction('$1', undefined),
			reaction('$2', 7),
			reaction('$3', 'x'.repeat(9_000)),
		]);
		expect(reactions).toHaveLength(1);
		expect(reactions[0]?.key).toHaveLength(64);
	});
});

describe('redaction', () => {
	it('leaves nothing of the message or of what was said about it', () => {
		const relations = [
			edit('$1', 'x'),
			reaction('$2', '👍'),
			relation({ eventId: '$3', relation: 'm.redaction' }),
		];
		expect(fold(original, relations)).toEqual({ content: {}, reactions: [], isRedacted: true });
	});
});

it('gives the same for any order of the same relations', () => {
	const one = fc.oneof(
		fc.record({ id: fc.nat(), time: fc.nat(5) }).map(({ id, time }) => edit(`$e${id}`, `${id}`, { time })),
		fc
			.record({
				id: fc.nat(),
				time: fc.nat(5),
				key: fc.constantFrom('👍', '🎉'),
				sender: fc.constantFrom(alice, bob),
			})
			.map(({ id, time, key, sender }) => reaction(`$r${id}`, key, { time, sender })),
	);
	const lists = fc
		.uniqueArray(one, { selector: ({ eventId }) => eventId })
		.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
	fc.assert(
		fc.property(lists, ([list, shuffled]) => {
			expect(fold(original, shuffled)).toEqual(fold(original, list));
		}),
	);
});
