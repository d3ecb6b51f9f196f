import fc from 'fast-check';
import type { Content, RawEvent } from '../../src/store/event-rows.ts';

export const roomId = '!room:a';
export const alice = '@alice:a';
export const bob = '@bob:b';
export const carol = '@carol:c';

/** One event of a history, before its targets have names. */
interface Spec {
	kind: 'message' | 'reply' | 'thread' | 'edit' | 'reaction' | 'redaction' | 'topic';
	sender: string;
	body: string;
	/** Which event it is about, anywhere in the history, itself included; beyond its end: one of another room. */
	target: number;
	time: number;
	/** The Megolm session that it is encrypted with; absent for one in clear. */
	session?: string;
}

/** What a person says, and whether the push rules of `device.ts` want it noticed. */
const bodies = ['hello', 'hello alice', 'quiet', 'quiet alice', 'https://a.example/x', 'https://a.example/y'];
const kinds = [
	'message',
	'message',
	'message',
	'reply',
	'thread',
	'thread',
	'edit',
	'reaction',
	'redaction',
	'topic',
] as const;

const spec: fc.Arbitrary<Spec> = fc.record(
	{
		kind: fc.constantFrom(...kinds),
		sender: fc.constantFrom(bob, bob, carol, alice),
		body: fc.constantFrom(...bodies),
		target: fc.nat(30),
		time: fc.nat(9),
		session: fc.constantFrom('s1', 's2', 's3'),
	},
	{ requiredKeys: ['kind', 'sender', 'body', 'target', 'time'] },
);

export function idOf(index: number): string {
	return `$${index}`;
}

/** Histories of a room as its homeserver has them, oldest first; the first event is always a message. */
export const histories: fc.Arbitrary<RawEvent[]> = fc
	.array(spec, { minLength: 1, maxLength: 28 })
	.map((specs) =>
		specs.map((one, index) => toEvent(index === 0 ? { ...one, kind: 'message' } : one, index, specs)),
	);

function toEvent(
	{ kind, sender, body, target, time, session }: Spec,
	index: number,
	specs: Spec[],
): RawEvent {
	const event = { event_id: idOf(index), sender, origin_server_ts: time };
	const targetId = idOf(target);
	if (kind === 'topic') {
		return { ...event, type: 'm.room.topic', state_key: '', content: { topic: body } };
	}
	// A homeserver takes a redaction only of what is there and may go. What Alice said stays: that she has
	// read so far is known only while it does.
	const isAllowed = target < index && specs[target]?.sender !== alice;
	if (kind === 'redaction' && isAllowed) {
		return { ...event, type: 'm.room.redaction', content: {}, redacts: targetId };
	}
	// One that it does not take can only hide in ciphertext.
	const isHidden = kind === 'redaction' && session !== undefined;
	const [type, clear] = said(kind === 'redaction' && !isHidden ? 'message' : kind, body, targetId);
	if (session === undefined) return { ...event, type, content: clear };
	const { 'm.relates_to': relatesTo, ...inside } = clear;
	return {
		...event,
		type: 'm.room.encrypted',
		content: {
			algorithm: 'm.megolm.v1.aes-sha2',
			session_id: session,
			ciphertext: JSON.stringify({ type, content: inside }),
			...(relatesTo !== undefined && { 'm.relates_to': relatesTo }),
		},
	};
}

function said(kind: Spec['kind'], body: string, targetId: string): [type: string, content: Content] {
	const text = { msgtype: 'm.text', body };
	switch (kind) {
		case 'reply':
			return ['m.room.message', { ...text, 'm.relates_to': { 'm.in_reply_to': { event_id: targetId } } }];
		case 'thread':
			return ['m.room.message', { ...text, 'm.relates_to': { rel_type: 'm.thread', event_id: targetId } }];
		case 'edit':
			return [
				'm.room.message',
				{
					...text,
					'm.new_content': text,
					'm.relates_to': { rel_type: 'm.replace', event_id: targetId },
				},
			];
		case 'reaction':
			return ['m.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: targetId, key: body } }];
		case 'redaction':
			return ['m.room.redaction', { redacts: targetId }];
		default:
			return ['m.room.message', text];
	}
}
