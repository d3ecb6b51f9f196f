import type { RawEvent } from '../store/event-rows.ts';
import type { StateRow } from '../store/room-rows.ts';
import { readEvents } from './raw-event.ts';

/** A state event; the stripped ones of an invite have neither id nor time. */
export type StateChange = Omit<StateRow, 'roomId'>;

/** Gives a timeline or state event as a change of state; nothing for a message. */
export function asStateChange(event: RawEvent): StateChange[] {
	const { state_key: stateKey, event_id: eventId, origin_server_ts: time, type, sender, content } = event;
	return stateKey === undefined ? [] : [{ type, stateKey, sender, content, eventId, time }];
}

/** Gives the members in a list of events as rows. */
export function readMembers(roomId: string, list: unknown): StateRow[] {
	return readEvents(list)
		.filter(({ type }) => type === 'm.room.member')
		.flatMap(asStateChange)
		.map((change) => ({ ...change, roomId }));
}
