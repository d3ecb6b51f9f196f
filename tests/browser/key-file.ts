import { initAsync, OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';

export const header = '-----BEGIN MEGOLM SESSION DATA-----';
export const footer = '-----END MEGOLM SESSION DATA-----';

export interface ExportedKey {
	room_id: string;
	session_id: string;
	session_key: string;
}

/** The keys in a key file, as the Rust crypto of other clients reads it. */
export async function openKeyFile(text: string, passphrase: string): Promise<ExportedKey[]> {
	await initAsync();
	return JSON.parse(OlmMachine.decryptExportedRoomKeys(text, passphrase)) as ExportedKey[];
}

/** A key file whose content is anything that can be encrypted. */
export async function makeKeyFile(keys: unknown[], passphrase: string): Promise<string> {
	await initAsync();
	return OlmMachine.encryptExportedRoomKeys(JSON.stringify(keys), passphrase, 100_000);
}

/** Files that are no good, made of one that is: what they are, what they hold, what Messa calls them. */
export async function badFiles(good: string, passphrase: string): Promise<BadFile[]> {
	const body = good.replaceAll(/-----[A-Z ]+-----|\s/g, '');
	const file = (inside: string): string => `${header}\n${inside}\n${footer}\n`;
	const changed = (at: number): string =>
		file(`${body.slice(0, at)}${body[at] === 'A' ? 'B' : 'A'}${body.slice(at + 1)}`);
	const bytes = (change: (all: Buffer) => void): string => {
		const all = Buffer.from(body, 'base64');
		change(all);
		return file(all.toString('base64'));
	};
	return [
		['empty', '', 'notKeyFile'],
		['a line break alone', '\n', 'notKeyFile'],
		['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000', 'notKeyFile'],
		['a chat in JSON', '{"messages":[{"body":"Hello"}]}', 'notKeyFile'],
		['a key of another kind', good.replaceAll('MEGOLM SESSION DATA', 'PRIVATE KEY'), 'notKeyFile'],
		['without its first line', good.slice(good.indexOf('\n')), 'notKeyFile'],
		['its first half', good.slice(0, good.length / 2), 'damaged'],
		['its first line', `${header}\n`, 'damaged'],
		['without its last line', `${header}\n${body}`, 'damaged'],
		['nothing between the lines', file(''), 'damaged'],
		['too little between the lines', file(body.slice(0, 60)), 'damaged'],
		['not base64', file(`${body.slice(0, 50)}%${body.slice(51)}`), 'damaged'],
		['a later version', bytes((all) => all.writeUInt8(2, 0)), 'damaged'],
		['no rounds', bytes((all) => all.writeUInt32BE(0, 33)), 'damaged'],
		['four thousand million rounds', bytes((all) => all.writeUInt32BE(0xffff_ffff, 33)), 'damaged'],
		['keys that are no keys', await makeKeyFile([], passphrase), 'noKeys'],
		['the middle missing', file(body.slice(0, 80) + body.slice(160)), 'wrongPassphrase'],
		['one letter changed in the salt', changed(10), 'wrongPassphrase'],
		['one letter changed in a key', changed(100), 'wrongPassphrase'],
		['one letter changed in the seal', changed(body.length - 12), 'wrongPassphrase'],
		['other rounds', bytes((all) => all.writeUInt32BE(1000, 33)), 'wrongPassphrase'],
	];
}

export type BadFile = [
	what: string,
	text: string,
	as: 'notKeyFile' | 'damaged' | 'wrongPassphrase' | 'noKeys',
];
