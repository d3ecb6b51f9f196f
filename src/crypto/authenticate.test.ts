import { describe, expect, it } from 'vitest';
import { approvalPage } from './authenticate.ts';

const url = 'https://account.example.org/?action=org.matrix.cross_signing_reset';

describe('approvalPage', () => {
	it.each(['m.oauth', 'org.matrix.cross_signing_reset'])('takes the page of the stage %s', (stage) => {
		expect(approvalPage({ flows: [{ stages: [stage] }], params: { [stage]: { url } } })).toBe(url);
	});

	it('prefers the name in the specification', () => {
		const flows = [{ stages: ['org.matrix.cross_signing_reset'] }, { stages: ['m.oauth'] }];
		const params = {
			'm.oauth': { url },
			'org.matrix.cross_signing_reset': { url: 'https://old.example.org' },
		};
		expect(approvalPage({ flows, params })).toBe(url);
	});

	it('takes a page on this machine in clear', () => {
		const params = { 'm.oauth': { url: 'http://localhost:8080/account' } };
		expect(approvalPage({ flows: [{ stages: ['m.oauth'] }], params })).toBe('http://localhost:8080/account');
	});

	it.each([
		undefined,
		{},
		{ 'm.oauth': {} },
		{ 'm.oauth': { url: 7 } },
		{ 'm.oauth': { url: 'nowhere' } },
		{ 'm.oauth': { url: 'javascript:alert(1)' } },
		{ 'm.oauth': { url: 'http://account.example.org' } },
		{ 'm.login.password': { url } },
	])('takes no page from %j', (params) => {
		expect(approvalPage({ flows: [{ stages: ['m.oauth'] }], ...(params && { params }) })).toBeUndefined();
	});
});
