/** What a peer saw of one event, by its own decryption. */
export interface PeerMessage {
	eventId: string;
	roomId: string;
	sender: string;
	/** The type after decryption, such as `m.room.message`; `m.room.encrypted` while there is no key. */
	type: string;
	/** After decryption. */
	content: Record<string, unknown>;
	body: string | undefined;
	formattedBody: string | undefined;
	/** `m.annotation`, `m.replace` or `m.thread`; replies are in `repliesTo`. */
	relation: { type: string; eventId: string; key?: string } | undefined;
	/** The event that this one replies to. */
	repliesTo: string | undefined;
	/** The body that an edit brings. */
	newBody: string | undefined;
	/** The event that this redaction removes. */
	redacts: string | undefined;
	timestamp: number;
	wasEncrypted: boolean;
	isDecrypted: boolean;
	isRedacted: boolean;
	/** How often sync brought this event id; more than once is a fault of the sender's server or of this peer. */
	deliveries: number;
}

/** A function, or the fields that a message must have. */
export type PeerMessageMatch = Partial<PeerMessage> | ((message: PeerMessage) => boolean);

/** A message as `peer_inbox.py` tells it. */
export type ToldMessage = Pick<
	PeerMessage,
	| 'eventId'
	| 'roomId'
	| 'sender'
	| 'type'
	| 'content'
	| 'timestamp'
	| 'wasEncrypted'
	| 'isDecrypted'
	| 'isRedacted'
> & { redacts: string | null };

interface Relation {
	rel_type?: string;
	event_id?: string;
	key?: string;
	is_falling_back?: boolean;
	'm.in_reply_to'?: { event_id: string };
}

/** Puts a told message into the shape that tests read. @param earlier what was told before of the same event. */
export function received(told: ToldMessage, earlier: PeerMessage | undefined): PeerMessage {
	const { content } = told;
	const relation = content['m.relates_to'] as Relation | undefined;
	const newContent = content['m.new_content'] as { body?: string } | undefined;
	const isLateDecryption = earlier !== undefined && !earlier.isDecrypted && told.isDecrypted;
	return {
		...told,
		redacts: told.redacts ?? undefined,
		body: content.body as string | undefined,
		formattedBody: content.formatted_body as string | undefined,
		newBody: newContent?.body,
		repliesTo: relation?.is_falling_back ? undefined : relation?.['m.in_reply_to']?.event_id,
		relation:
			relation?.rel_type && relation.event_id
				? { type: relation.rel_type, eventId: relation.event_id, ...(relation.key && { key: relation.key }) }
				: undefined,
		deliveries: (earlier?.deliveries ?? 0) + (isLateDecryption ? 0 : 1),
	};
}

export function matches(message: PeerMessage, match: PeerMessageMatch): boolean {
	if (typeof match === 'function') return match(message);
	return Object.entries(match).every(([field, value]) => message[field as keyof PeerMessage] === value);
}
