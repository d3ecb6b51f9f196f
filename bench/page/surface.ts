import type { Surface } from '../../tests/browser/driver/index.ts';
import { bundle } from './bundle.ts';

type Tools = typeof import('./tools.ts');
type Call = (...args: never[]) => unknown;

let tools: Promise<string> | undefined;

/** Puts the tools into an extension page, for the life of the page. */
export async function equip(page: Surface): Promise<Surface> {
	tools ??= bundle('page/tools.ts', 'messaBench');
	// What is evaluated in Firefox's popup has a global object of its own each time.
	await page.host.evaluate(`(() => {\n${await tools}\nwindow.messaBench = globalThis.messaBench;\n})()`);
	return page;
}

/** Calls one of the tools in a page that has them. */
export async function call<N extends keyof Tools>(
	page: Surface,
	name: N,
	...args: Parameters<Extract<Tools[N], Call>>
): Promise<Awaited<ReturnType<Extract<Tools[N], Call>>>> {
	const given = args.map((arg) => JSON.stringify(arg)).join(', ');
	const answer = await page.host.evaluate(`(async () => messaBench.${name}(${given}))()`);
	return answer as Awaited<ReturnType<Extract<Tools[N], Call>>>;
}
