import { Failure } from '../failure.ts';

const header = '-----BEGIN MEGOLM SESSION DATA-----';
const footer = '-----END MEGOLM SESSION DATA-----';

/** Before the ciphertext: a version, the salt, the initialisation vector, the rounds. After it: the MAC. */
const roundsOffset = 1 + 16 + 16;
const leastBytes = roundsOffset + 4 + 32;
const version = 1;
/** Ten times what clients write. A file could ask for enough of them to keep the background busy for hours. */
const mostRounds = 5_000_000;

/**
 * Finds the encrypted keys in a file's text, and gives them as the SDK reads them: text around them, line
 * breaks of any kind and spaces do no harm. Client-server API §Key export format.
 * @throws Failure `notKeyFile` for another kind of file, `keyFileDamaged` for one that is not whole.
 */
export function readKeyFile(text: string): string {
	const start = text.indexOf(header);
	if (start < 0) throw new Failure('notKeyFile');
	const end = text.indexOf(footer, start);
	if (end < 0) throw new Failure('keyFileDamaged');
	const body = text.slice(start + header.length, end).replaceAll(/\s+/g, '');
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(body)) throw new Failure('keyFileDamaged');
	if (Math.floor((body.replace(/=+$/, '').length * 3) / 4) < leastBytes) throw new Failure('keyFileDamaged');
	const bytes = Uint8Array.from(atob(body.slice(0, 52)), (letter) => letter.charCodeAt(0));
	const rounds = new DataView(bytes.buffer).getUint32(roundsOffset);
	if (bytes[0] !== version || rounds === 0 || rounds > mostRounds) throw new Failure('keyFileDamaged');
	return `${header}\n${body}\n${footer}\n`;
}
