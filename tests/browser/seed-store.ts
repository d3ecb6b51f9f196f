import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Surface } from './driver/index.ts';

const rows = fileURLToPath(new URL('seed/rows.ts', import.meta.url));
let bundle: Promise<string> | undefined;

/**
 * Writes rooms straight into the store of the account that is signed in, through the store's own functions:
 * `Room 1` (the newest) to `Room <count>`, with sealed previews, all of them read.
 * @param page an extension page in a tab, such as `browser.page('options.html')`
 */
export async function seedRooms(page: Surface, count: number): Promise<void> {
	await run(page, 'addRooms', [count]);
}

/**
 * Writes sealed messages at the end of a room that is in the store, `Message 1 of <count>` the oldest. The
 * homeserver knows nothing of them.
 * @param page an extension page in a tab, such as `browser.page('options.html')`
 */
export async function seedMessages(page: Surface, roomId: string, count: number): Promise<void> {
	await run(page, 'addMessages', [roomId, count]);
}

/** The id of the room that `seedRooms` calls `Room <number>`. */
export function seededRoomId(number: number): string {
	return `!made${number}:made.test`;
}

async function run(page: Surface, name: 'addRooms' | 'addMessages', args: unknown[]): Promise<void> {
	bundle ??= bundled();
	const call = `seed.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
	await page.host.evaluate(`(async () => {\n${await bundle}\nawait ${call};\n})()`);
}

/** The store's functions as one script, for an extension page to run. */
async function bundled(): Promise<string> {
	const build = await rolldown({ input: rows });
	const { output } = await build.generate({ format: 'iife', name: 'seed', exports: 'named' });
	await build.close();
	return output[0].code;
}
