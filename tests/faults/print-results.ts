import { clearResults, readResults } from './report.ts';

/** Vitest's global set-up: begins with no results, and prints those of the run at its end. */
export default function printResults(): () => void {
	clearResults();
	return () => {
		const results = readResults();
		if (results.length > 0)
			console.table(Object.fromEntries(results.map(({ name, ...counts }) => [name, counts])));
	};
}
