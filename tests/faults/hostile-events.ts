/** What hostile events speak of. */
export interface Surroundings {
	aliceId: string;
	bobId: string;
	/** A message of Alice's. */
	alicesId: string;
	/** A message of Bob's. */
	bobsId: string;
}

export interface Hostile {
	name: string;
	/** Anything that JSON can say. */
	event: unknown;
}

/** What no message may ever show: the text of somebody who edits what another one wrote. */
export const hijacked = 'Hijacked';

/** Stands for a list in a list in a list…, deeper than `JSON.stringify` goes; see `asJson`. */
const abyss = '@abyss';
const abyssDepth = 20_000;

const kib = 1024;
const year50000 = 1_515_682_000_000_000;
const bidi = '\u202Egnp.exe\u2066\u2069';
const zeroWidth = 'B\u200Bo\u200D\uFEFFb';
const junk: [string, unknown][] = [
	['null', null],
	['a number', 7],
	['a negative number', -1],
	['true', true],
	['a list', []],
	['a list of lists', [[[]], {}]],
	['an object', {}],
	['an empty text', ''],
	['a long text', 'x'.repeat(60 * kib)],
	['half a character', '\uD800'],
	['the prototype', '__proto__'],
];

/** Gives events of one room's timeline, malformed or hostile, each with an id of its own where that can be. */
export function hostileEvents(around: Surroundings): Hostile[] {
	const { bobId: sender } = around;
	const message = (content: object): object => ({
		type: 'm.room.message',
		sender,
		origin_server_ts: Date.now(),
		content: { msgtype: 'm.text', body: 'Hostile', ...content },
	});
	const all: Hostile[] = [
		...notEvents(),
		...wrongFields(message({})),
		...wrongContents(message),
		...wrongStates(sender),
		...times(message({})),
		...relations(around, message),
		...names(),
		...ciphers(sender),
		...shapes(message),
	];
	return all.map(({ name, event }, index) => ({ name, event: withId(event, `$hostile${index}`) }));
}

/** Gives a value as JSON, with what JSON can say and no program would write. */
export function asJson(value: unknown): string {
	const lists = '['.repeat(abyssDepth) + ']'.repeat(abyssDepth);
	return JSON.stringify(value).replaceAll(JSON.stringify(abyss), lists);
}

function withId(event: unknown, eventId: string): unknown {
	const isObject = typeof event === 'object' && event !== null && !Array.isArray(event);
	return isObject ? { event_id: eventId, ...event } : event;
}

function notEvents(): Hostile[] {
	return junk.map(([what, event]) => ({ name: `${what} for an event`, event }));
}

function wrongFields(good: object): Hostile[] {
	const fields = [
		'event_id',
		'type',
		'sender',
		'origin_server_ts',
		'content',
		'state_key',
		'redacts',
		'unsigned',
		'room_id',
	];
	return fields.flatMap((field) =>
		junk.map(([what, value]) => ({ name: `${what} for ${field}`, event: { ...good, [field]: value } })),
	);
}

function wrongContents(message: (content: object) => object): Hostile[] {
	const fields = [
		'msgtype',
		'body',
		'formatted_body',
		'm.relates_to',
		'm.new_content',
		'm.mentions',
		'url',
		'file',
		'info',
		'filename',
		'com.beeper.linkpreviews',
		'm.url_previews',
	];
	const format = 'org.matrix.custom.html';
	return fields.flatMap((field) =>
		junk.map(([what, value]) => ({
			name: `${what} for a message’s ${field}`,
			event: message({ format, [field]: value }),
		})),
	);
}

function wrongStates(sender: string): Hostile[] {
	const fields: [string, string][] = [
		['m.room.name', 'name'],
		['m.room.topic', 'topic'],
		['m.room.avatar', 'url'],
		['m.room.canonical_alias', 'alias'],
		['m.room.encryption', 'algorithm'],
		['m.room.encryption', 'rotation_period_msgs'],
		['m.room.tombstone', 'replacement_room'],
		['m.room.create', 'predecessor'],
		['m.room.join_rules', 'join_rule'],
		['m.room.history_visibility', 'history_visibility'],
		['m.room.pinned_events', 'pinned'],
	];
	return fields.flatMap(([type, field]) =>
		junk.map(([what, value]) => ({
			name: `${what} for ${type}’s ${field}`,
			event: { type, sender, state_key: '', origin_server_ts: Date.now(), content: { [field]: value } },
		})),
	);
}

function times(good: object): Hostile[] {
	const all = [year50000, -year50000, 1e308, -1, 0.5, Number.MAX_SAFE_INTEGER + 2, 8.64e15 + 1];
	return all.map((time) => ({ name: `the time ${time}`, event: { ...good, origin_server_ts: time } }));
}

function relations({ alicesId, bobsId }: Surroundings, message: (content: object) => object): Hostile[] {
	const edit = (eventId: string): object => ({
		body: hijacked,
		'm.new_content': { msgtype: 'm.text', body: hijacked },
		'm.relates_to': { rel_type: 'm.replace', event_id: eventId },
	});
	const reaction = (eventId: string, key: unknown): object => ({
		...message({}),
		type: 'm.reaction',
		content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: eventId, key } },
	});
	const redaction = (eventId: string): object => ({
		...message({}),
		type: 'm.room.redaction',
		redacts: eventId,
		content: { redacts: eventId },
	});
	const own = (name: string, event: object, id: string): Hostile => ({
		name,
		event: { ...event, event_id: id },
	});
	const inReply = (eventId: unknown): object => ({
		'm.relates_to': { 'm.in_reply_to': { event_id: eventId } },
	});
	return [
		{ name: 'an edit of another’s message', event: message(edit(alicesId)) },
		{ name: 'an edit in clear of an encrypted message', event: message(edit(bobsId)) },
		{ name: 'a state event that edits', event: { ...message(edit(alicesId)), state_key: '' } },
		{ name: 'an edit of nothing', event: message(edit('$nothing')) },
		own('an edit of itself', message(edit('$self')), '$self'),
		own('an edit of its edit', message(edit('$other')), '$one'),
		own('the edit of that', message(edit('$one')), '$other'),
		own('a reaction', reaction(alicesId, '👍'), '$reaction'),
		own('a reaction to a reaction', reaction('$reaction', '👎'), '$deeper'),
		own('a reaction to itself', reaction('$selfish', '👍'), '$selfish'),
		own('a redaction of itself', redaction('$gone'), '$gone'),
		own('a redaction of a redaction', redaction('$gone'), '$goner'),
		own('a reply to itself', message(inReply('$echo')), '$echo'),
		own('a thread on itself', message({ 'm.relates_to': { rel_type: 'm.thread', event_id: '$t' } }), '$t'),
		{ name: 'a reply to a list', event: message(inReply([alicesId])) },
		...['__proto__', 'constructor', 'toString', bidi, 'x'.repeat(60 * kib), '\uDC00', 7, {}].map(
			(key, index) => ({
				name: `a reaction with key number ${index}`,
				event: reaction(alicesId, key),
			}),
		),
	];
}

/** People who are not there, and places where no person can be. */
function names(): Hostile[] {
	const all = [
		bidi,
		zeroWidth,
		'Alice',
		'   ',
		'x'.repeat(60 * kib),
		'__proto__',
		'\uD83D',
		'\u0301'.repeat(999),
	];
	const member = (stateKey: string, content: object): object => ({
		type: 'm.room.member',
		sender: '@mallory:hostile.test',
		state_key: stateKey,
		origin_server_ts: Date.now(),
		content,
	});
	return [
		...all.map((displayname, index) => ({
			name: `member’s name number ${index}`,
			event: member(`@mallory${index}:hostile.test`, { membership: 'join', displayname }),
		})),
		...['', 'nobody', '@', '@:', '__proto__', 'constructor', '\u0000', `@${'x'.repeat(300)}:a`].map(
			(key) => ({
				name: `a member called ${JSON.stringify(key).slice(0, 20)}`,
				event: member(key, { membership: 'join' }),
			}),
		),
		...junk.map(([what, membership]) => ({
			name: `${what} for a membership`,
			event: member('@mallory:hostile.test', { membership, displayname: membership, avatar_url: membership }),
		})),
	];
}

function ciphers(sender: string): Hostile[] {
	const encrypted = (content: object): object => ({
		type: 'm.room.encrypted',
		sender,
		origin_server_ts: Date.now(),
		content,
	});
	const megolm = {
		algorithm: 'm.megolm.v1.aes-sha2',
		ciphertext: 'AwgAEnACgAkLmt6q',
		session_id: 'aSessionThatNobodyHas',
		sender_key: 'aKeyThatNobodyHas',
		device_id: 'NOBODYS',
	};
	return [
		{ name: 'a message of a session that is not here', event: encrypted(megolm) },
		{ name: 'a sealed message with nothing in it', event: encrypted({}) },
		...Object.keys(megolm).flatMap((field) =>
			junk.map(([what, value]) => ({
				name: `${what} for a sealed message’s ${field}`,
				event: encrypted({ ...megolm, [field]: value }),
			})),
		),
	];
}

function shapes(message: (content: object) => object): Hostile[] {
	const nested = (depth: number): unknown => {
		let value: unknown = 'deep';
		for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { deep: value };
		return value;
	};
	const html = (formatted_body: string): object =>
		message({ format: 'org.matrix.custom.html', formatted_body });
	const polluting = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
	return [
		{ name: 'a content that is 1,200 deep', event: message({ deep: nested(1_200) }) },
		{ name: 'a relation that is 1,200 deep', event: message({ 'm.relates_to': nested(1_201) }) },
		{ name: 'a content that is 20,000 deep', event: message({ deep: abyss }) },
		{ name: 'a state that is 20,000 deep', event: { ...message({ deep: abyss }), state_key: '' } },
		{ name: 'a content for the prototype', event: message(JSON.parse(polluting)) },
		{ name: 'an event for the prototype', event: { ...message({}), ...JSON.parse(polluting) } },
		{ name: 'a thousand marks on one letter', event: message({ body: `e${'\u0301'.repeat(1_000)}` }) },
		{ name: 'sixty thousand lines', event: message({ body: '\n'.repeat(60 * kib) }) },
		{ name: 'a thousand addresses', event: message({ body: 'https://a.b/( '.repeat(1_000) }) },
		{ name: 'tags that never end', event: html('<b>'.repeat(20 * kib)) },
		{ name: 'a script', event: html(`<img src=x onerror="document.title='${hijacked}'">`) },
		{ name: 'a form', event: html('<form action="https://hostile.test"><input autofocus></form>') },
		{ name: 'twenty thousand fields', event: message(manyFields(20_000)) },
	];
}

function manyFields(count: number): object {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 0]));
}
