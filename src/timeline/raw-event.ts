import * as v from 'valibot';
import type { Content, RawEvent } from '../store/event-rows.ts';

const record = v.record(v.string(), v.unknown());
/** Beyond this no clock of a homeserver can honestly be: the year 10000. */
const maxTime = 253_402_300_800_000;
const shape = v.looseObject({
	event_id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)),
	type: v.pipe(v.string(), v.maxLength(255)),
	sender: v.pipe(v.string(), v.startsWith('@'), v.maxLength(255)),
	origin_server_ts: v.pipe(
		v.number(),
		v.finite(),
		v.transform((time) => Math.min(Math.max(0, Math.trunc(time)), maxTime)),
	),
	content: record,
	state_key: v.exactOptional(v.pipe(v.string(), v.maxLength(255))),
	redacts: v.exactOptional(v.string()),
	unsigned: v.exactOptional(record),
});

/** Lists and objects in one another: some homeservers refuse more, and what copies a value gives up somewhere. */
const maxDepth = 100;

/** Gives the events of the right shape; a malformed one is dropped and the rest kept. */
export function readEvents(list: unknown): RawEvent[] {
	if (!Array.isArray(list)) return [];
	return list.flatMap((item: unknown) => {
		if (isDeeperThan(item, maxDepth)) return [];
		const read = v.safeParse(shape, item);
		return read.success ? [read.output as RawEvent] : [];
	});
}

function isDeeperThan(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

/** Reads a property that should be an object. */
export function asContent(value: unknown): Content | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Content)
		: undefined;
}

/** Reads a property that should be a string. */
export function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
