import type { AccountDatabase } from '../../store/database.ts';
import { cleanName } from '../person/clean-name.ts';

/** MSC2346, and the name that it had before. */
const bridgeTypes = ['m.bridge', 'uk.half-shot.bridge'];

/** The networks that a room is bridged to, such as "WhatsApp", as far as its state says. */
export async function bridgeNames(db: AccountDatabase, roomId: string): Promise<string[]> {
	const rows = await Promise.all(
		bridgeTypes.map((type) =>
			db.state
				.where('[roomId+type+stateKey]')
				.between([roomId, type, ''], [roomId, type, '\uffff'])
				.toArray(),
		),
	);
	const names = rows.flat().map(({ content }) => bridgeName(content.protocol));
	return [...new Set(names.filter((name) => name !== ''))];
}

/** Reads the `protocol` of such a piece of state; empty where it names none. */
export function bridgeName(protocol: unknown): string {
	if (typeof protocol !== 'object' || protocol === null) return '';
	const { displayname, id } = protocol as { displayname?: unknown; id?: unknown };
	const name = typeof displayname === 'string' && displayname !== '' ? displayname : id;
	return typeof name === 'string' ? cleanName(name, '') : '';
}
