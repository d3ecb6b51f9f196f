import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An entry of the context menu as the extension made it. */
export interface MenuEntry {
	id: string;
	title: string;
	contexts: string[];
	parentId?: string;
	type?: string;
}

interface Notice {
	id: string;
	title: string;
	message: string;
}

/**
 * What the extension asked Chromium to show, and Chromium lets nobody read back: notifications and context-menu
 * entries. A few lines put before the copied background script post each call to the driver.
 */
export class ChromiumRecorder {
	readonly notices: Notice[] = [];
	readonly menu = new Map<string, MenuEntry>();

	take(call: string, report: unknown): void {
		const [first, second] = report as [string, Partial<Notice & MenuEntry> | undefined];
		if (call === 'notifications.create') this.notices.push({ title: '', message: '', ...second, id: first });
		if (call === 'notifications.update') Object.assign(this.#notice(first) ?? {}, second);
		if (call === 'notifications.clear') this.#forget(first);
		if (call === 'contextMenus.create') {
			const entry = (report as [Partial<MenuEntry>])[0];
			this.menu.set(entry.id ?? '', { id: '', title: '', contexts: ['page'], ...entry });
		}
		if (call === 'contextMenus.update') Object.assign(this.menu.get(first) ?? {}, second);
		if (call === 'contextMenus.remove') this.menu.delete(first);
		if (call === 'contextMenus.removeAll') this.menu.clear();
	}

	/** Puts the recorder into a copy of the extension. */
	async install(extensionDir: string, port: number): Promise<void> {
		const script = join(extensionDir, 'background.js');
		const source = await readFile(script, 'utf8');
		await writeFile(script, `(${reporter.toString()})(${port});\n${source}`);
	}

	#notice(id: string): Notice | undefined {
		return this.notices.findLast((one) => one.id === id);
	}

	#forget(id: string): void {
		const index = this.notices.findLastIndex((one) => one.id === id);
		if (index >= 0) this.notices.splice(index, 1);
	}
}

/** Runs in the service worker, before the extension's own script. */
function reporter(port: number): void {
	type Api = Record<string, (...args: unknown[]) => unknown>;
	const chrome = (globalThis as unknown as { chrome: Record<string, Api> }).chrome;
	const calls: Record<string, string[]> = {
		notifications: ['create', 'update', 'clear'],
		contextMenus: ['create', 'update', 'remove', 'removeAll'],
	};
	let before: Promise<unknown> = Promise.resolve();
	for (const [name, methods] of Object.entries(calls)) {
		const api = chrome[name];
		if (!api) continue;
		for (const method of methods) {
			const original = api[method]?.bind(api);
			if (!original) continue;
			api[method] = (...args) => {
				if (method === 'create' && name === 'notifications' && typeof args[0] !== 'string') {
					args.unshift(crypto.randomUUID());
				}
				const body = JSON.stringify(args.filter((arg) => typeof arg !== 'function'));
				const post = (): Promise<unknown> =>
					fetch(`http://127.0.0.1:${port}/${name}.${method}`, { method: 'POST', body, keepalive: true });
				before = before.then(post, post).catch(() => {});
				return original(...args);
			};
		}
	}
}
