import { type MatrixClient, Method } from 'matrix-js-sdk';

/** Actions that list devices, the newer name first. MSC4191, client-server API §Account management. */
const listActions = ['org.matrix.devices_list', 'org.matrix.sessions_list'];

/** The page where the account's devices are managed, where the homeserver leaves that to an OAuth provider. */
export async function accountPage(client: MatrixClient): Promise<string | undefined> {
	try {
		const metadata = await client.http.request<unknown>(Method.Get, '/auth_metadata', undefined, undefined, {
			prefix: '/_matrix/client/v1',
		});
		return devicesPage(metadata);
	} catch {
		// Most homeservers have none.
		return undefined;
	}
}

/** Reads the page from `/auth_metadata` (MSC2965); undefined for anything but a web address. */
export function devicesPage(metadata: unknown): string | undefined {
	if (typeof metadata !== 'object' || metadata === null || !('account_management_uri' in metadata)) {
		return undefined;
	}
	const { account_management_uri: address } = metadata;
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	const page = new URL(address);
	if (page.protocol !== 'https:') return undefined;
	const supported =
		'account_management_actions_supported' in metadata ? metadata.account_management_actions_supported : [];
	const action = listActions.find((name) => Array.isArray(supported) && supported.includes(name));
	if (action) page.searchParams.set('action', action);
	return page.href;
}
