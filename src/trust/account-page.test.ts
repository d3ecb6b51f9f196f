import { describe, expect, it } from 'vitest';
import { devicesPage } from './account-page.ts';

const address = 'https://account.example.org/manage';

describe('devicesPage', () => {
	it('asks for the list of devices by the newest name that is supported', () => {
		const page = (actions: unknown) =>
			devicesPage({ account_management_uri: address, account_management_actions_supported: actions });
		expect(page(['org.matrix.sessions_list', 'org.matrix.devices_list'])).toBe(
			`${address}?action=org.matrix.devices_list`,
		);
		expect(page(['org.matrix.sessions_list'])).toBe(`${address}?action=org.matrix.sessions_list`);
		expect(page('no list')).toBe(address);
	});

	it.each([
		undefined,
		null,
		'text',
		{},
		{ account_management_uri: 7 },
		{ account_management_uri: 'nowhere' },
		{ account_management_uri: 'javascript:alert(1)' },
		{ account_management_uri: 'http://account.example.org' },
	])('takes no page from %j', (metadata) => {
		expect(devicesPage(metadata)).toBeUndefined();
	});
});
