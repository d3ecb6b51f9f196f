import type { BrowserName } from '../tests/browser/driver/index.ts';

/** What a figure is to reach, at its median unless named otherwise. */
export interface Goal {
	atMost?: number;
	atLeast?: number;
	p95AtMost?: number;
}

/** One measured thing: every reading, so that the spread can be seen. */
export interface Figure {
	name: string;
	unit: string;
	readings: number[];
	browser?: BrowserName;
	goal?: Goal;
	/** Of a ratio: both of its sides. */
	over?: Figure;
	under?: Figure;
}

/** What is printed and written of a figure. */
export interface Summary {
	name: string;
	browser?: BrowserName;
	unit: string;
	median: number;
	min: number;
	max: number;
	n: number;
	/** Where a goal asks for it. */
	p95?: number;
	over?: Summary;
	under?: Summary;
	goal?: Goal;
	isMet?: boolean;
}

/** The ratio of two figures measured in the same run, reading by reading. */
export function ratio(name: string, over: Figure, under: Figure, goal?: Goal): Figure {
	const readings = over.readings.map((reading, index) => reading / (under.readings[index] ?? Number.NaN));
	const { browser } = over;
	return { name, unit: '', readings, over, under, ...(browser && { browser }), ...(goal && { goal }) };
}

/** Median and spread, and whether the goal is met. @throws Error when a reading is missing. */
export function summarise({ name, unit, readings, browser, goal, over, under }: Figure): Summary {
	const sorted = readings.toSorted((a, b) => a - b);
	if (sorted.length === 0 || !sorted.every(Number.isFinite)) throw new Error(`${name} lacks a reading`);
	const last = sorted.length - 1;
	const at = (place: number): number => sorted[place] ?? Number.NaN;
	const summary: Summary = {
		name,
		...(browser && { browser }),
		unit,
		median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
		min: at(0),
		max: at(last),
		n: sorted.length,
		...(goal?.p95AtMost !== undefined && { p95: at(Math.ceil(last * 0.95)) }),
		...(over && { over: summarise(over) }),
		...(under && { under: summarise(under) }),
	};
	return goal ? { ...summary, goal, isMet: isMet(summary, goal) } : summary;
}

/** A goal in words, as the table shows it. */
export function goalInWords({ atMost, atLeast, p95AtMost }: Goal): string {
	return [
		atMost !== undefined && `≤ ${atMost}`,
		atLeast !== undefined && `≥ ${atLeast}`,
		p95AtMost !== undefined && `p95 ≤ ${p95AtMost}`,
	]
		.filter(Boolean)
		.join(', ');
}

function isMet({ median, p95 }: Summary, { atMost, atLeast, p95AtMost }: Goal): boolean {
	return (
		median <= (atMost ?? Number.POSITIVE_INFINITY) &&
		median >= (atLeast ?? Number.NEGATIVE_INFINITY) &&
		(p95 ?? 0) <= (p95AtMost ?? Number.POSITIVE_INFINITY)
	);
}
