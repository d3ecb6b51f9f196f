import { fileURLToPath } from 'node:url';

const bin = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';

/** The interpreter that `scripts/setup.mjs` gave Synapse and matrix-nio. */
export const python = fileURLToPath(new URL(`../../.cache/venv/${bin}`, import.meta.url));

/** The path of a Python program beside this file. */
export function program(name: string): string {
	return fileURLToPath(new URL(name, import.meta.url));
}
