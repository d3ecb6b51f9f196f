import { parseArgs } from 'node:util';
import type { BrowserName } from '../tests/browser/driver/index.ts';
import { Bench, type Group } from './bench.ts';
import { catchup } from './catchup.ts';
import { within } from './clock.ts';
import { writeDocs } from './docs.ts';
import { type Summary, summarise } from './figure.ts';
import { idle } from './idle.ts';
import { describeMachine, load } from './machine.ts';
import { memory } from './memory.ts';
import { notify } from './notify.ts';
import { notifyLong } from './notify-long.ts';
import { popup } from './popup.ts';
import { type Failed, type Results, report } from './report.ts';
import { restore, restoreMany } from './restore.ts';
import { scroll } from './scroll.ts';
import { SeededData } from './seed/data.ts';
import { send } from './send.ts';
import { sendFirst } from './send-first.ts';
import { share } from './share.ts';
import { signIn, signInClassic } from './sign-in.ts';
import { size } from './size.ts';
import { unlock } from './unlock.ts';
import { upload } from './upload.ts';
import { verification } from './verification.ts';
import { wake } from './wake.ts';

const groups: Group[] = [
	size,
	popup,
	unlock,
	wake,
	send,
	sendFirst,
	share,
	upload,
	memory,
	signIn,
	signInClassic,
	catchup,
	scroll,
	idle,
	notify,
	notifyLong,
	restore,
	restoreMany,
	verification,
];
const minuteMs = 60_000;
const usualMinutes = 2;

const { values, positionals } = parseArgs({
	options: {
		repeats: { type: 'string', default: '7' },
		minutes: { type: 'string' },
		browser: { type: 'string' },
		'write-docs': { type: 'boolean', default: false },
	},
	allowPositionals: true,
});
process.exitCode = (await run(chosen(positionals), Number(values.repeats))) ? 0 : 1;
process.exit();

/** @returns whether all could be measured; a goal that is not met is no failure of the measurement. */
async function run(wanted: Group[], repeats: number): Promise<boolean> {
	const begun = performance.now();
	const loadBefore = load();
	const figures: Results['figures'] = [];
	const failed: Failed[] = [];
	if (wanted.some(({ isSeeded }) => isSeeded)) {
		await SeededData.prepare((line) => console.log(`${seconds(begun)} ${line}`));
	}
	for (const group of wanted) {
		for (const browser of group.browsers.filter((one) => one === (values.browser ?? one))) {
			const title = browser === 'firefox' ? `${group.name} (Firefox)` : group.name;
			const say = (line: string): void => console.log(`${seconds(begun)} ${title}: ${line}`);
			try {
				const minutes = Number(values.minutes ?? group.minutes ?? usualMinutes);
				figures.push(...(await measured(group, browser, new Bench(repeats, minutes, say))));
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				say(`failed: ${reason}`);
				failed.push({ name: title, reason });
			}
		}
	}
	const results = { date: new Date().toISOString(), machine: describeMachine(loadBefore), figures, failed };
	report(results);
	if (values['write-docs']) writeDocs(results);
	console.log(`${seconds(begun)} in all`);
	return failed.length === 0;
}

async function measured(group: Group, browser: BrowserName, bench: Bench): Promise<Summary[]> {
	const work = group.measure(bench, browser);
	// After its time is up, what it still does fails, and nobody listens any more.
	work.catch(() => {});
	try {
		return (await within((group.limitMinutes + bench.minutes) * minuteMs, group.name, work)).map(summarise);
	} finally {
		await bench.started
			.disposeAsync()
			.catch((error: unknown) => bench.say(`not tidied up: ${String(error)}`));
	}
}

/** The groups that are named, or that hold a figure that is; when nothing is, all that are not on request. */
function chosen(names: string[]): Group[] {
	if (names.length === 0) return groups.filter(({ isOnRequest }) => !isOnRequest);
	const unknown = names.filter((wanted) => !groups.some((group) => fits(group, wanted)));
	if (unknown.length > 0) throw new Error(`There is no figure ${unknown.join(', ')}.`);
	return groups.filter((group) => names.some((wanted) => fits(group, wanted)));
}

function fits({ name, figures }: Group, wanted: string): boolean {
	if (groups.some((group) => group.name === wanted)) return wanted === name;
	return figures.some((figure) => figure.startsWith(wanted));
}

function seconds(begun: number): string {
	return `${Math.round((performance.now() - begun) / 1000)} s`.padStart(6);
}
