import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Point } from './host.ts';

const diesWithParent = fileURLToPath(new URL('dies-with-parent.sh', import.meta.url));
const run = promisify(execFile);
const programs = ['Xvfb', 'xdotool'];

/** Whether this machine has what a virtual display is made of: on Linux alone. */
export const hasVirtualDisplay = programs.every((name) =>
	(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name))),
);

/** A screen, a mouse and a keyboard that nobody sits at (Xvfb, xdotool), for a browser with a window. */
export class VirtualDisplay {
	readonly #server: ChildProcess;
	/** What a browser is to be started with. */
	readonly env: Record<string, string>;

	static async start(): Promise<VirtualDisplay> {
		const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
		const server = spawn(diesWithParent, args, {
			env: { ...process.env, MESSA_BROWSER: 'Xvfb' },
			stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
		});
		// It says which number was free once it is ready.
		const lines = createInterface({ input: server.stdio[3] as Readable });
		const [number] = (await Promise.race([once(lines, 'line'), once(server, 'exit')])) as [unknown];
		if (typeof number !== 'string') throw new Error('Xvfb did not start');
		return new VirtualDisplay(server, number);
	}

	private constructor(server: ChildProcess, number: string) {
		this.#server = server;
		this.env = { DISPLAY: `:${number}` };
	}

	/** Presses and releases the mouse, in pixels of the screen. */
	async click({ x, y }: Point, button: 'left' | 'right'): Promise<void> {
		const [across, down] = [Math.round(x), Math.round(y)].map(String) as [string, string];
		await this.#do('mousemove', '--sync', across, down, 'click', button === 'left' ? '1' : '3');
	}

	/** Presses keys one after the other, by their names in X: `Up`, `alt+shift+m`. */
	async press(...keys: string[]): Promise<void> {
		await this.#do('key', '--delay', '60', ...keys);
	}

	/** Gives the keyboard to the largest window there is: without a window manager nobody else does. */
	async focus(): Promise<void> {
		const { stdout } = await this.#run('search', '--onlyvisible', '--name', '.');
		const sizes = await Promise.all(
			stdout
				.trim()
				.split('\n')
				.map(async (id) => {
					const shell = await this.#run('getwindowgeometry', '--shell', id);
					const [width, height] = ['WIDTH', 'HEIGHT'].map((name) =>
						Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(shell.stdout)?.[1]),
					) as [number, number];
					return { id, area: width * height };
				}),
		);
		const largest = sizes.toSorted((a, b) => b.area - a.area)[0];
		if (!largest) throw new Error('There is no window');
		await this.#do('windowfocus', '--sync', largest.id);
	}

	/** How many windows are on the screen; an open menu is one, too. */
	async windows(): Promise<number> {
		const { stdout } = await this.#run('search', '--onlyvisible', '--maxdepth', '1', '--class', '');
		// The first one is the screen itself.
		return stdout.trim().split('\n').length - 1;
	}

	async stop(): Promise<void> {
		if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
		const ended = once(this.#server, 'exit');
		this.#server.kill();
		await ended;
	}

	async #do(...args: string[]): Promise<void> {
		await this.#run(...args);
	}

	async #run(...args: string[]): Promise<{ stdout: string }> {
		return run('xdotool', args, { env: { ...process.env, ...this.env } });
	}
}
