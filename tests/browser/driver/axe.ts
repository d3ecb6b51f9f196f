import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, Result, RunOptions } from 'axe-core';
import type { Surface } from './surface.ts';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Audits what the window shows by axe-core, and gives what breaks its rules. */
export async function axe(surface: Surface, options: RunOptions = {}): Promise<Result[]> {
	// axe may be defined by a module loader or on the window; within a function it takes `module` for the former.
	const run = `(async () => {
		const module = { exports: {} };
		(function (module, exports) { ${await source} }).call(window, module, module.exports);
		const axe = module.exports.run ? module.exports : window.axe;
		const { violations } = await axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })});
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
