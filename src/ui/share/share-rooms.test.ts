import { describe, expect, it } from 'vitest';
import { aRoom } from '../../store/room-fixture.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { shareTargets } from './share-rooms.ts';

const room = (roomId: string, over: Partial<RoomRow> = {}): RoomRow =>
	aRoom(roomId, { shelf: 'chat', ...over });

function ids(rooms: RoomRow[], query = '', over: { noteId?: string; score?: number } = {}): string[] {
	const { noteId, score } = over;
	const scores = new Map(noteId !== undefined && score !== undefined ? [[noteId, score]] : []);
	const others = new Map([['!rome:x', ['carol', '@carol:x', 'x']]]);
	const wanted = { query, ownUserId: '@me:x', noteName: 'Note to self', others };
	return shareTargets({ rooms, noteId, scores }, wanted).map(({ id }) => id);
}

describe('shareTargets', () => {
	const rome = room('!rome:x', { name: 'Trip to Rome' });
	const books = room('!books:x', { name: 'Bücher' });

	it('keeps the order it is given, and offers the room of one’s own below four others', () => {
		const others = [1, 2, 3, 4, 5].map((number) => room(`!${number}:x`));
		expect(ids(others)).toEqual(['!1:x', '!2:x', '!3:x', '!4:x', 'note', '!5:x']);
		expect(ids([])).toEqual(['note']);
	});

	it('puts the room of one’s own where it ranks once something was shared there', () => {
		const note = room('!note:x', { name: 'Whatever' });
		expect(ids([note, rome], '', { noteId: '!note:x', score: 1 })).toEqual(['note', '!rome:x']);
		expect(ids([note, rome], '', { noteId: '!note:x' })).toEqual(['!rome:x', 'note']);
	});

	it('narrows by names without accents, and by the beginnings of members’ names', () => {
		expect(ids([rome, books], 'bucher')).toEqual(['!books:x']);
		expect(ids([rome, books], 'caro')).toEqual(['!rome:x']);
		expect(ids([rome, books], 'rol')).toEqual([]);
		expect(ids([rome, books], 'self')).toEqual(['note']);
	});

	it('offers a new chat for a user id that was typed, unless there is one or it is one’s own', () => {
		const bob = room('!bob:x', { name: 'Bob', kind: 'direct', directUserId: '@bob:x' });
		expect(ids([rome], '@bob:x')).toEqual(['@bob:x']);
		expect(ids([bob], '@bob:x')).toEqual(['!bob:x']);
		expect(ids([rome], '@me:x')).toEqual([]);
	});

	it('stays short for someone with thousands of rooms', () => {
		expect(ids(Array.from({ length: 3000 }, (_, index) => room(`!${index}:x`))).length).toBeLessThanOrEqual(
			30,
		);
	});
});
