import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { SessionRow } from '../../store/account-rows.ts';
import type { Content } from '../../store/event-rows.ts';
import type { OpenedRoom } from '../../store/glance.ts';
import { newestMessages } from '../../store/on-its-way.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { type CacheKey, seal } from '../../store/seal.ts';
import { Unsealer } from '../live/unsealed.ts';
import { withOnItsWay } from './on-its-way.ts';

const roomId = '!a:x';
const key = await newKey();

async function newKey(): Promise<CacheKey> {
	return await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function outgoing(content: Content, changes: Partial<OutboxRow> = {}): Promise<OutboxRow> {
	return {
		roomId,
		transactionId: 'm1',
		type: 'm.room.message',
		sealed: await seal(key, content),
		time: 1000,
		state: 'queued',
		attempt: 0,
		nextTry: 0,
		...changes,
	};
}

/** The room's line, when the last thing that came from the homeserver is of `activity`. */
async function line(row: OutboxRow, activity = 1): Promise<OpenedRoom> {
	const preview = { sender: '@bob:x', senderName: 'Bob', kind: 'text' as const, text: 'booked' };
	const session = signal({ displayName: 'Alice' } as SessionRow);
	const account = { unsealer: new Unsealer(key), userId: '@alice:x', session };
	return await withOnItsWay(account, { row: { roomId, activity } as RoomRow, preview }, row);
}

describe('what is on its way', () => {
	it('stands under the room’s name, in one line, with its time', async () => {
		const { row, preview, delivery } = await line(
			await outgoing({ msgtype: 'm.text', body: 'second\nline' }),
		);
		expect(preview).toMatchObject({ sender: '@alice:x', kind: 'text', text: 'second line' });
		expect([delivery, row.activity]).toEqual(['queued', 1000]);
	});
	it('gives way to what was said since', async () => {
		const row = await outgoing({ msgtype: 'm.text', body: 'never sent' }, { state: 'failed' });
		expect(await line(row, 1001)).toMatchObject({ row: { activity: 1001 }, preview: { text: 'booked' } });
		expect(await line(row, 1000)).toMatchObject({ preview: { text: 'never sent' }, delivery: 'failed' });
	});
	it.each([
		[{ msgtype: 'm.emote', body: 'waves' }, 'emote', 'waves'],
		[{ msgtype: 'm.image', body: 'a.png' }, 'image', 'a.png'],
		[{ msgtype: 'm.video', body: 'Look!', filename: 'a.mp4' }, 'file', 'Look!'],
		[{ msgtype: 'm.location', body: 'here', geo_uri: 'geo:1,2' }, 'other', ''],
	])('says of %j what it is', async (content, kind, text) => {
		expect((await line(await outgoing(content))).preview).toMatchObject({ kind, text });
	});
	it('is nothing that another key has sealed', async () => {
		const sealed = await seal(await newKey(), { msgtype: 'm.text', body: 'x' });
		expect((await line(await outgoing({}, { sealed }))).preview?.text).toBe('booked');
	});
	it('is the last message of each room, and no deletion', async () => {
		const rows = [
			await outgoing({}, { transactionId: 'm1' }),
			await outgoing({}, { transactionId: 'm2' }),
			await outgoing({}, { transactionId: 'm3', roomId: '!b:x' }),
			await outgoing({ redacts: '$a' }, { transactionId: 'm4', type: 'm.room.redaction' }),
		];
		expect([...newestMessages(rows)].map(([id, row]) => [id, row.transactionId])).toEqual([
			[roomId, 'm2'],
			['!b:x', 'm3'],
		]);
	});
});
