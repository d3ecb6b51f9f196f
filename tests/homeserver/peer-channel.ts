import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { program, python } from './python.ts';

type Line = { id?: number; result?: unknown; error?: string; event?: string };

/** A peer process, spoken to by JSON lines; it ends when this process does. */
export class PeerChannel<Event extends { event: string }> {
	readonly #child: ChildProcess;
	readonly #ended: Promise<unknown>;
	readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
	readonly #killNow = (): void => void this.#child.kill('SIGKILL');
	#lastId = 0;
	#complaint = '';

	constructor(args: string[], password: string, onEvent: (event: Event) => void) {
		this.#child = spawn(python, [program('peer.py'), ...args], {
			stdio: 'pipe',
			env: { ...process.env, MATRIX_PASSWORD: password },
		});
		this.#child.stderr?.on('data', (chunk: Buffer) => {
			this.#complaint = (this.#complaint + chunk.toString()).slice(-4000);
		});
		// Every caller that waits learns of the end by its own rejection.
		this.#child.stdin?.on('error', () => {});
		this.#child.on('error', (error) => this.#rejectAll(error));
		this.#ended = once(this.#child, 'close');
		process.prependListener('exit', this.#killNow);
		void this.#ended.then(() => {
			process.off('exit', this.#killNow);
			this.#rejectAll(new Error(`The peer ended. ${this.#complaint}`));
		});
		if (this.#child.stdout) {
			createInterface({ input: this.#child.stdout }).on('line', (line) => {
				const message = JSON.parse(line) as Line & Event;
				if (message.event) onEvent(message);
				else this.#settle(message);
			});
		}
	}

	/** Rejects when the peer ends, with its last words. */
	async failure(): Promise<never> {
		await this.#ended;
		throw new Error(`The peer ended. ${this.#complaint}`);
	}

	/** Has the peer do something. @throws with nio's own words when it cannot. */
	async call<T>(method: string, params: object): Promise<T> {
		this.#lastId += 1;
		const id = this.#lastId;
		const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
		this.#child.stdin?.write(`${JSON.stringify({ id, method, params })}\n`);
		return (await answer) as T;
	}

	/** Ends the peer and waits until it has ended. */
	async close(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#ended;
	}

	#settle({ id = 0, result, error }: Line): void {
		const waiting = this.#waiting.get(id);
		this.#waiting.delete(id);
		if (error === undefined) waiting?.resolve(result);
		else waiting?.reject(new Error(`${error}\n${this.#complaint}`));
	}

	#rejectAll(error: Error): void {
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}
