import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goalInWords, type Summary } from './figure.ts';
import type { Machine } from './machine.ts';

/** A group that could not be measured. */
export interface Failed {
	name: string;
	reason: string;
}

export interface Results {
	date: string;
	machine: Machine;
	figures: Summary[];
	failed: Failed[];
}

const directory = fileURLToPath(new URL('results', import.meta.url));

/** Prints the figures as a table and writes them to `bench/results/latest.json`. */
export function report(results: Results): void {
	const { figures, failed } = results;
	console.table(Object.fromEntries(figures.map((figure) => [titleOf(figure), row(figure)])));
	for (const { name, reason } of failed) console.log(`${name} failed: ${reason}`);
	mkdirSync(directory, { recursive: true });
	writeFileSync(`${directory}/latest.json`, `${JSON.stringify(results, null, '\t')}\n`);
}

/** A figure's name, with the browser where it is not Chromium. */
export function titleOf({ name, browser }: Summary): string {
	return browser === 'firefox' ? `${name} (Firefox)` : name;
}

/** Three digits are as much as a measurement is worth. */
export function rounded(value: number): string {
	return String(Number(value.toPrecision(3)));
}

function row({
	unit,
	median,
	min,
	max,
	n,
	p95,
	over,
	under,
	goal,
	isMet,
}: Summary): Record<string, string | number> {
	return {
		median: rounded(median),
		min: rounded(min),
		max: rounded(max),
		p95: p95 === undefined ? '' : rounded(p95),
		n,
		unit,
		sides: over && under ? `${rounded(over.median)} / ${rounded(under.median)} ${under.unit}` : '',
		goal: goal ? goalInWords(goal) : '',
		met: isMet === undefined ? '' : isMet ? 'yes' : 'NO',
	};
}
