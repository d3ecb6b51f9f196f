import { now, pause } from '../clock.ts';
import { inStore } from './store.ts';

const lookMs = 10;

/** Where a bare request may leave a file. */
export interface UploadPlace {
	baseUrl: string;
	token: string;
}

/** Gives the page a field for a file. */
export function addFileField(): void {
	const field = document.createElement('input');
	field.type = 'file';
	document.body.append(field);
}

/** Posts the file that was chosen in the page by a bare `fetch`. @returns how long the answer took, in ms. */
export async function postFile({ baseUrl, token }: UploadPlace): Promise<number> {
	const file = document.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
	if (!file) throw new Error('no file was chosen');
	const begun = now();
	const response = await fetch(`${baseUrl}/_matrix/media/v3/upload`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' },
		body: file,
	});
	await response.text();
	if (!response.ok) throw new Error(`the file was not taken: ${response.status}`);
	return now() - begun;
}

/** When all files that are on their way have an address, in ms since the epoch. */
export async function whenUploaded(): Promise<number> {
	return inStore(async (db) => {
		while (await db.uploads.filter(({ url }) => url === undefined).count()) await pause(lookMs);
		return now();
	});
}
