import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Rooms, seed } from './rooms.ts';
import { Synapse } from './synapse.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/bench', import.meta.url));
const serverCode = fileURLToPath(new URL('../../tests/homeserver', import.meta.url));
/** What a homeserver's data are, once it has stopped. */
const files = ['homeserver.db', 'signing.key'];

/** The seeded data: made once, kept in `.cache/bench`, copied for each homeserver of a run. */
export class SeededData {
	readonly rooms: Rooms;
	readonly #dir: string;

	/** Seeds unless data by this very code and for this very Synapse are there. */
	static async prepare(say: (line: string) => void): Promise<SeededData> {
		const name = await fingerprint();
		const dir = join(cache, name);
		if (!existsSync(dir)) await make(name, say);
		const rooms = JSON.parse(await readFile(join(dir, 'rooms.json'), 'utf8')) as Rooms;
		return new SeededData(rooms, dir);
	}

	private constructor(rooms: Rooms, dir: string) {
		this.rooms = rooms;
		this.#dir = dir;
	}

	/** Puts a copy into a directory, for one homeserver to go on from. */
	async copyTo(dataDir: string): Promise<void> {
		await copyData(this.#dir, dataDir);
	}
}

/** Copies the data of a homeserver that does not run. */
export async function copyData(from: string, to: string): Promise<void> {
	await mkdir(to, { recursive: true });
	for (const name of files) await copyFile(join(from, name), join(to, name));
}

async function make(name: string, say: (line: string) => void): Promise<void> {
	const begun = performance.now();
	await rm(cache, { recursive: true, force: true });
	const unfinished = join(cache, 'unfinished');
	const server = await Synapse.start(unfinished);
	try {
		const rooms = await seed(server, say);
		await writeFile(join(unfinished, 'rooms.json'), JSON.stringify(rooms));
	} finally {
		// It writes its log of changes into the database as it stops.
		await server.stop();
	}
	await rename(unfinished, join(cache, name));
	say(`seeding: done in ${Math.round((performance.now() - begun) / 1000)} s`);
}

/** Changes with the code that seeds and with the Synapse that is seeded. */
async function fingerprint(): Promise<string> {
	const hash = createHash('sha256');
	const seeds = (await readdir(here)).sort().map((name) => join(here, name));
	const wanted = [...seeds, join(serverCode, 'configuration.ts'), join(serverCode, 'requirements.txt')];
	for (const path of wanted) hash.update(await readFile(path));
	return hash.digest('hex').slice(0, 16);
}
