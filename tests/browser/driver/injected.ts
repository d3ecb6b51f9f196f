import { enter, give, tellOfChange } from './page/enter.ts';
import { find } from './page/find.ts';
import { isHit } from './page/hit.ts';
import { nameOf } from './page/name.ts';
import { outline } from './page/outline.ts';
import { missedPress, watchPress } from './page/press.ts';
import { reach } from './page/reach.ts';
import { roleOf } from './page/role.ts';

const eyes = {
	roleOf,
	nameOf,
	find,
	isHit,
	reach,
	watchPress,
	missedPress,
	outline,
	enter,
	give,
	tellOfChange,
};

const declarations = Object.entries(eyes)
	.map(([name, implementation]) => `const ${name} = ${implementation.toString()};`)
	.join('\n');

/**
 * An expression that calls `body` with `args` in a page, where the functions of `page/` are in scope. The same
 * text works in a tab, in Firefox's popup and its background, so that all find things alike.
 */
export function inPage(body: string, ...args: unknown[]): string {
	const given = args.map((arg) => (arg === undefined ? 'undefined' : JSON.stringify(arg))).join(', ');
	return `(async () => {\n${declarations}\nreturn (${body})(${given});\n})()`;
}

/** An expression that calls a self-contained function in a page. */
export function call(body: (...args: never[]) => unknown, args: unknown[]): string {
	return `(async () => (${body.toString()})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ')}))()`;
}
