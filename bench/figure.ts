import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One measured thing: every reading, so that the spread can be seen. */
export interface Figure {
	name: string;
	unit: string;
	readings: number[];
}

interface Summary {
	name: string;
	unit: string;
	median: number;
	min: number;
	max: number;
	n: number;
}

const directory = fileURLToPath(new URL('results', import.meta.url));

/** Prints figures as a table and writes them to `bench/results/latest.json`. */
export function report(figures: Figure[]): void {
	const summaries = figures.map(summarise);
	console.table(
		Object.fromEntries(summaries.map(({ name, ...rest }) => [name, { ...rest, ...rounded(rest) }])),
	);
	const machine = { cpus: cpus().length, model: cpus()[0]?.model, memory: totalmem() };
	mkdirSync(directory, { recursive: true });
	const text = JSON.stringify({ date: new Date().toISOString(), machine, figures: summaries }, null, '\t');
	writeFileSync(`${directory}/latest.json`, `${text}\n`);
}

/** The ratio of two figures measured in the same run, reading by reading. */
export function ratio(name: string, over: Figure, under: Figure): Figure {
	const readings = over.readings.map((reading, index) => reading / (under.readings[index] ?? Number.NaN));
	return { name, unit: '', readings };
}

function summarise({ name, unit, readings }: Figure): Summary {
	const sorted = readings.toSorted((a, b) => a - b);
	const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
	return { name, unit, median: at(0.5), min: at(0), max: at(1), n: sorted.length };
}

function rounded({ median, min, max }: Omit<Summary, 'name'>): Record<string, number> {
	const round = (value: number): number => Number(value.toPrecision(3));
	return { median: round(median), min: round(min), max: round(max) };
}
