import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program, python } from './python.ts';

const startTimeoutMs = 60_000;
const pollMs = 20;

/** One run of Synapse, which ends with this process however that ends. */
export class SynapseProcess {
	readonly #child: ChildProcess;
	readonly #ended: Promise<unknown>;
	readonly #killNow = (): void => void this.#child.kill('SIGKILL');

	/** Resolves when the server answers; throws with its last words when it does not. */
	static async start(dataDir: string, baseUrl: string, clockOffsetS = 0): Promise<SynapseProcess> {
		const synapse = new SynapseProcess(dataDir, clockOffsetS);
		await synapse.#answers(dataDir, baseUrl);
		return synapse;
	}

	private constructor(dataDir: string, clockOffsetS: number) {
		const configurationPath = join(dataDir, 'homeserver.json');
		this.#child = spawn(python, [program('run_synapse.py'), '-c', configurationPath], {
			cwd: dataDir,
			stdio: ['pipe', 'ignore', 'pipe'],
			env: { ...process.env, CLOCK_OFFSET: String(clockOffsetS) },
		});
		this.#ended = once(this.#child, 'exit');
		process.prependListener('exit', this.#killNow);
		void this.#ended.then(() => process.off('exit', this.#killNow));
	}

	async #answers(dataDir: string, baseUrl: string): Promise<void> {
		let complaint = '';
		this.#child.stderr?.on('data', (chunk: Buffer) => {
			complaint = (complaint + chunk.toString()).slice(-4000);
		});
		const deadline = Date.now() + startTimeoutMs;
		while (this.isRunning && Date.now() < deadline) {
			const isHealthy = await fetch(`${baseUrl}/health`).then(
				({ ok }) => ok,
				() => false,
			);
			if (isHealthy) return;
			await pause(pollMs);
		}
		await this.kill();
		const log = await readFile(join(dataDir, 'homeserver.log'), 'utf8').catch(() => '');
		throw new Error(`Synapse did not start:\n${complaint}\n${log.slice(-4000)}`);
	}

	get isRunning(): boolean {
		return this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** Asks it to end and waits until it has. */
	async stop(): Promise<void> {
		this.resume();
		this.#child.kill('SIGTERM');
		await this.#ended;
	}

	/** Ends it with no chance to tidy up. */
	async kill(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#ended;
	}

	/** It keeps its connections and answers nothing. */
	pause(): void {
		this.#child.kill('SIGSTOP');
	}

	resume(): void {
		this.#child.kill('SIGCONT');
	}
}
