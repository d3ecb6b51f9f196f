import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goalInWords, type Summary } from './figure.ts';
import { type Results, rounded, titleOf } from './report.ts';

const file = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const begin = '<!-- figures: written by npm run bench -- --write-docs -->';
const end = '<!-- end of figures -->';

/** Puts the figures of a run into `docs/performance.md`, between the two marks. @throws Error without them. */
export function writeDocs(results: Results): void {
	const text = readFileSync(file, 'utf8');
	const [before, rest] = text.split(begin);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error('docs/performance.md has no place for figures');
	writeFileSync(file, `${before}${begin}\n\n${figuresInWords(results)}\n\n${end}${after}`);
}

function figuresInWords({ date, machine, figures, failed }: Results): string {
	const { cpus, model, memoryGiB, system, node, chromium, firefox, synapse } = machine;
	return [
		`Taken on ${date.slice(0, 10)}: ${cpus} × ${model}, ${memoryGiB} GiB, ${system}; ${chromium}, ${firefox}, Synapse ${synapse}, Node ${node}. Load average ${rounded(machine.loadBefore)} before and ${rounded(machine.loadAfter)} after.`,
		'',
		'| figure | median | min to max | n | goal | met |',
		'| --- | --- | --- | --- | --- | --- |',
		...figures.map(line),
		...failed.map(({ name, reason }) => `| ${name} | failed: ${reason.split('\n', 1)[0]} | | | | |`),
	].join('\n');
}

function line(figure: Summary): string {
	const { unit, median, min, max, n, p95, over, under, goal, isMet } = figure;
	const sides =
		over && under ? ` (${rounded(over.median)} ÷ ${rounded(under.median)} ${under.unit})` : ` ${unit}`;
	const cells = [
		`\`${titleOf(figure)}\``,
		`${rounded(median)}${sides}${p95 === undefined ? '' : `, p95 ${rounded(p95)}`}`,
		`${rounded(min)} to ${rounded(max)}`,
		String(n),
		goal ? goalInWords(goal) : 'reported',
		isMet === undefined ? '' : isMet ? 'yes' : '**no**',
	];
	return `| ${cells.join(' | ')} |`;
}
