import { describe, expect, it } from 'vitest';
import { readPlace, readRelation } from './relation.ts';

const relatesTo = (relates: unknown, type = 'm.room.message') =>
	readRelation({ type, content: { 'm.relates_to': relates } });

describe('readRelation', () => {
	it('reads an edit and a reaction', () => {
		expect(relatesTo({ rel_type: 'm.replace', event_id: '$a' })).toEqual({
			relation: 'm.replace',
			targetId: '$a',
		});
		expect(relatesTo({ rel_type: 'm.annotation', event_id: '$a', key: '👍' }, 'm.reaction')).toEqual({
			relation: 'm.annotation',
			targetId: '$a',
		});
	});

	it('reads relations of encrypted events, whose key is not in clear', () => {
		expect(relatesTo({ rel_type: 'm.annotation', event_id: '$a' }, 'm.room.encrypted')).toBeDefined();
	});

	it('reads a redaction of old and new room versions', () => {
		const expected = { relation: 'm.redaction', targetId: '$a' };
		expect(readRelation({ type: 'm.room.redaction', content: {}, redacts: '$a' })).toEqual(expected);
		expect(readRelation({ type: 'm.room.redaction', content: { redacts: '$a' } })).toEqual(expected);
	});

	it('takes replies and threads for messages of their own', () => {
		expect(relatesTo({ 'm.in_reply_to': { event_id: '$a' } })).toBeUndefined();
		expect(relatesTo({ rel_type: 'm.thread', event_id: '$a' })).toBeUndefined();
	});

	it.each([null, 7, 'text', [], {}, { rel_type: 'm.replace' }, { rel_type: 'm.replace', event_id: 7 }])(
		'takes the malformed %j for a message',
		(relates) => {
			expect(relatesTo(relates)).toBeUndefined();
		},
	);

	it('takes an event about itself for a message, and never for its own thread or answer', () => {
		const own = { 'm.relates_to': { rel_type: 'm.replace', event_id: '$self' } };
		expect(readRelation({ event_id: '$self', type: 'm.room.message', content: own })).toBeUndefined();
		const thread = {
			'm.relates_to': { rel_type: 'm.thread', event_id: '$self', 'm.in_reply_to': { event_id: '$self' } },
		};
		expect(readPlace({ event_id: '$self', type: 'm.room.message', content: thread })).toEqual({});
	});

	it('takes no redaction out of ciphertext, where no homeserver could check it', () => {
		expect(readRelation({ type: 'm.room.redaction', content: { redacts: '$a' } }, true)).toBeUndefined();
	});

	it('takes a reaction without a key for one that shows nothing, so that it stays what it is when read', () => {
		expect(relatesTo({ rel_type: 'm.annotation', event_id: '$a' }, 'm.reaction')).toBeDefined();
	});

	it('reads thread and reply', () => {
		const content = {
			'm.relates_to': { rel_type: 'm.thread', event_id: '$root', 'm.in_reply_to': { event_id: '$a' } },
		};
		const event = { event_id: '$1', type: 'm.room.message', content };
		expect(readPlace(event)).toEqual({ threadId: '$root', repliesTo: '$a' });
		expect(readPlace({ ...event, state_key: '' }).threadId).toBeUndefined();
	});

	it('takes a state event for itself, and a redaction of nothing for nothing', () => {
		const content = { 'm.relates_to': { rel_type: 'm.replace', event_id: '$a' } };
		expect(readRelation({ type: 'm.room.topic', state_key: '', content })).toBeUndefined();
		expect(readRelation({ type: 'm.room.redaction', content: {} })).toBeUndefined();
	});
});
