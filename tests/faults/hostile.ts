import { RawPerson } from '../browser/screens/raw-person.ts';
import type { World } from '../browser/world.ts';
import { RequestFailure } from '../homeserver/request.ts';
import { Exchange } from './exchange.ts';
import { type Hostile, hijacked, hostileEvents } from './hostile-events.ts';
import { Injector } from './inject.ts';
import { conclude, type Scenario } from './scenario.ts';
import { lookThrough } from './seen.ts';

const patienceMs = 60_000;
const groupPatienceMs = 15_000;
/** So many come in one answer in the short form; in the long one each comes by itself. */
const groupSize = 40;
/** Of those that can be sent, so many times fewer are in the short form. */
const sentShare = 8;
const name = 'Hostile';

/** Events that no honest client sends, among such as one does: by the way, and by Bob where his server takes them. */
export const hostile: Scenario = async ({ world, isLong }) => {
	const exchange = await Exchange.open(world, name);
	const injector = new Injector(world.browser.network, exchange.roomId);
	await exchange.aliceSays();
	await exchange.bobSays();
	await exchange.settle(patienceMs);
	const events = hostileEvents(await surroundings(world, exchange));
	const harmful: string[] = [];
	const size = isLong ? 1 : groupSize;
	for (let from = 0; from < events.length; from += size) {
		exchange.fault = from;
		const group = events.slice(from, from + size);
		if (!(await survives(injector, exchange, group, world.bob.userId)))
			harmful.push(...group.map((one) => one.name));
	}
	injector.stop();
	const accepted = await sendAll(
		world,
		exchange.roomId,
		events.filter((_, index) => isLong || index % sentShare === 0),
	);
	await exchange.bobSays();
	await exchange.aliceSays();
	const audit = await exchange.audit(patienceMs);
	harmful.push(...(await marks(world, exchange)));
	await canBeUsed(exchange);
	conclude('hostile events', events.length + accepted, audit, harmful);
};

async function surroundings({ alice, bob }: World, { roomId }: Exchange) {
	const idOf = (userId: string): string =>
		bob.messages(roomId).find(({ sender }) => sender === userId)?.eventId ?? '';
	return { aliceId: alice.userId, bobId: bob.userId, alicesId: idOf(alice.userId), bobsId: idOf(bob.userId) };
}

/** Whether a good message arrives in the middle of bad ones, however often it is asked for. */
async function survives(
	injector: Injector,
	exchange: Exchange,
	group: Hostile[],
	sender: string,
): Promise<boolean> {
	const events = group.map(({ event }) => event);
	const half = events.length >> 1;
	const count = injector.count;
	injector.injection = { before: events.slice(0, half), after: [...events.slice(half), ...asItWas(sender)] };
	try {
		await exchange.bobSays();
		await exchange.settle(groupPatienceMs);
	} catch {
		return false;
	} finally {
		injector.injection = undefined;
	}
	if (injector.count === count) throw new Error('Nothing was put into the answer');
	return true;
}

/** Puts back what the room is called and how it is encrypted, which its owner may set to anything. */
function asItWas(sender: string): object[] {
	const states: [string, object][] = [
		['m.room.name', { name }],
		['m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }],
		['m.room.tombstone', {}],
		['m.room.avatar', {}],
		['m.room.canonical_alias', {}],
	];
	return states.map(([type, content]) => ({
		event_id: `$${crypto.randomUUID()}`,
		type,
		sender,
		state_key: '',
		origin_server_ts: Date.now(),
		content,
	}));
}

/** Has Bob send all that are messages. @returns how many his server took. */
async function sendAll({ servers, bobAccount }: World, roomId: string, events: Hostile[]): Promise<number> {
	const person = await RawPerson.signIn(servers.bob, bobAccount);
	let accepted = 0;
	for (const { event } of events) {
		const { type, content, state_key } = (event ?? {}) as Record<string, unknown>;
		if (typeof type !== 'string' || !/^m\.(room\.(message|encrypted)|reaction)$/.test(type)) continue;
		if (state_key !== undefined || typeof content !== 'object' || content === null) continue;
		try {
			await person.send(roomId, type, content);
			accepted += 1;
		} catch (error) {
			if (!(error instanceof RequestFailure)) throw error;
		}
	}
	return accepted;
}

/** What should not be there: words put into another's mouth, or a property that all objects have. */
async function marks({ browser }: World, { window }: Exchange): Promise<string[]> {
	const { texts } = await lookThrough(window, new RegExp(`^(You|Alice|Bob says).*${hijacked}`));
	const isPolluted = (): boolean => 'polluted' in {};
	return [
		...texts,
		...((await browser.inBackground(isPolluted)) ? ['the background’s prototype'] : []),
		...((await window.evaluate(isPolluted)) ? ['the window’s prototype'] : []),
	];
}

/** Goes through the list of chats and back. */
async function canBeUsed({ window }: Exchange): Promise<void> {
	await window.click({ role: 'button', name: 'Back' });
	await window.click({ role: 'button', name: new RegExp(`^${name}`) });
	await window.see({ role: 'textbox', name: `Message ${name}` });
}
