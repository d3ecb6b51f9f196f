import type { Answer } from './driver/meddling.ts';
import type { SentRequest } from './driver/network.ts';
import type { World } from './world.ts';

/** The page where a person looks after their account, as far as a test has them use it. */
export interface AccountPage {
	readonly url: string;
	/** How often it was opened. */
	visits: number;
	/** Whether the person has allowed the reset there: the homeserver then takes one. */
	isAllowed: boolean;
}

/**
 * Has Alice's homeserver answer as one that leaves accounts to an OAuth provider. Synapse alone has no account page,
 * so its answers are written here by hand after MSC4312 and Synapse's own code; what the person has allowed is passed
 * on to Synapse with her password.
 */
export function lookAfterAccount({ browser, alice }: World): AccountPage {
	const page: AccountPage = {
		url: 'http://localhost:8099/account/?action=org.matrix.cross_signing_reset',
		visits: 0,
		isAllowed: false,
	};
	browser.network.setMeddler(async (request, pass) => {
		if (request.url === page.url) {
			page.visits += 1;
			return answer(200, '<!doctype html><title>Alice’s account</title>', 'text/html; charset=utf-8');
		}
		if (request.url.endsWith('/delete_devices')) {
			return answer(404, JSON.stringify({ errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' }));
		}
		if (!request.url.endsWith('/keys/device_signing/upload')) return await pass();
		const { auth, ...keys } = JSON.parse(request.body.toString()) as Upload;
		const taken = await sendOn(request, keys);
		// Keys that it has already, and the first ones, take no approval.
		if (taken.status !== 401) return taken;
		if (!page.isAllowed || auth?.session !== asked) return answer(401, JSON.stringify(asking(page.url)));
		page.isAllowed = false;
		const { session } = JSON.parse(taken.body.toString()) as { session: string };
		const identifier = { type: 'm.id.user', user: alice.userId };
		const password = { type: 'm.login.password', identifier, password: alice.password, session };
		return await sendOn(request, { ...keys, auth: password });
	});
	return page;
}

/** What an answer to its question names it by. */
const asked = 'dummy';

interface Upload {
	auth?: { session?: string };
}

function asking(url: string): object {
	return {
		session: asked,
		flows: [{ stages: ['m.oauth'] }, { stages: ['org.matrix.cross_signing_reset'] }],
		params: { 'm.oauth': { url }, 'org.matrix.cross_signing_reset': { url } },
	};
}

async function sendOn({ method, url, headers }: SentRequest, body: object): Promise<Answer> {
	const response = await fetch(url, {
		method,
		headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return answer(response.status, await response.text());
}

function answer(status: number, body: string, type = 'application/json'): Answer {
	const headers = { 'content-type': type, 'access-control-allow-origin': '*' };
	return { status, headers, body: Buffer.from(body) };
}
