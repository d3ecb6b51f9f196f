import type { IPushRules, MatrixClient, MatrixEvent } from 'matrix-js-sdk';

import { log } from '../log.ts';

export interface Verdict {
	notifies: boolean;
	highlights: boolean;
}

/**
 * Says of an event what the account's push rules say of it. Client-server API §Push Rules.
 * Conditions on the room need it in the client's store (`SdkRooms.sketch`).
 */
export function judge(client: MatrixClient, event: MatrixEvent): Verdict {
	try {
		const actions = client.getPushActionsForEvent(event, true);
		return { notifies: actions?.notify === true, highlights: actions?.tweaks?.highlight === true };
	} catch (error) {
		log.warn('an event could not be judged by the push rules', error);
		return { notifies: false, highlights: false };
	}
}

/** Takes the content of `m.push_rules`; the specification's defaults stand in for what it lacks. */
export function setPushRules(client: MatrixClient, content: unknown): void {
	client.setPushRules((content ?? {}) as IPushRules);
}
