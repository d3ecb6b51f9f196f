import { expect, it } from 'vitest';
import { withoutMalformed } from './well-formed.ts';

const request = (transaction_id: unknown) => ({
	type: 'm.key.verification.request',
	content: { transaction_id },
});

it('leaves out verification messages without a usable transaction id, and nothing else', () => {
	const others = [{ type: 'm.room_key_request', content: {} }, { type: 'm.dummy' }];
	const bad = [7, null, undefined, {}, '', 'x'.repeat(256)].map(request);
	const { toDeviceEvents } = withoutMalformed({
		toDeviceEvents: [...others, ...bad, request('one'), { type: 'm.key.verification.start' }],
	});
	expect(toDeviceEvents).toEqual([...others, request('one')]);
});
