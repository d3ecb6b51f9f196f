import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, Result, RunOptions } from 'axe-core';
import type { Surface } from './surface.ts';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// axe may be defined by a module loader or on the window; within a function it takes `module` for the former.
const installing = source.then(
	(code) => `(() => {
		const module = { exports: {} };
		(function (module, exports) { ${code} }).call(window, module, module.exports);
		window.messaAxe = module.exports.run ? module.exports : window.axe;
	})()`,
);

/** Audits what the window shows by axe-core, and gives what breaks its rules. */
export async function axe(surface: Surface, options: RunOptions = {}): Promise<Result[]> {
	const isHere = await surface.host.evaluate('Boolean(window.messaAxe)');
	if (!isHere) await surface.host.evaluate(await installing);
	const run = `(async () => {
		const { violations } = await window.messaAxe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })});
		return violations;
	})()`;
	return (await surface.host.evaluate(run)) as AxeResults['violations'];
}

/** The violations in words: rule, what it asks for, where. */
export function violationsInWords(violations: Result[]): string[] {
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help} — ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
	);
}
