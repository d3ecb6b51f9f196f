import { expect, it } from 'vitest';
import { noticeId, readNoticeId } from './notice-id.ts';

it.each([
	{ roomId: '!choir:example.org', order: 1_001 },
	{ roomId: '!odd#name:example.org', order: -3 },
	{ roomId: '!choir:example.org', order: 'invite' as const },
])('the id of a notification says what it is about: $roomId $order', (notice) => {
	expect(readNoticeId(noticeId(notice))).toEqual(notice);
});

it.each(['device:ABC', 'verification:@bob:a', 'room:!choir:a'])('%s is not about a row', (id) => {
	expect(readNoticeId(id)).toBeUndefined();
});
