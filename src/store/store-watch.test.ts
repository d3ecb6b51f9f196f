import { expect, it } from 'vitest';
import { DamagedError, type StoreFault } from './fault.ts';
import { pauseAfterRebuild } from './rebuild-pause.ts';
import { StoreWatch } from './store-watch.ts';

const unreadable = new DOMException('x', 'UnknownError');

function watched(): { watch: StoreWatch; asked: StoreFault[] } {
	const asked: StoreFault[] = [];
	return { watch: new StoreWatch((fault) => asked.push(fault)), asked };
}

it('asks for a rebuild at the first damaged row', () => {
	const { watch, asked } = watched();
	watch.hears(new DamagedError('x'));
	expect(asked).toEqual(['damaged']);
});

it('gives the browser three tries in a row, and begins to count anew after one that went well', () => {
	const { watch, asked } = watched();
	watch.hears(unreadable);
	watch.hears(unreadable);
	watch.isWell();
	watch.hears(unreadable);
	watch.hears(unreadable);
	expect(asked).toEqual([]);
	watch.hears(unreadable);
	watch.hears(unreadable);
	expect(asked).toEqual(['unreadable']);
});

it('leaves the net and a full disk to others', () => {
	const { watch, asked } = watched();
	for (let tries = 0; tries < 9; tries += 1) {
		watch.hears(new TypeError('Failed to fetch'));
		watch.hears(new DOMException('x', 'QuotaExceededError'));
	}
	expect(asked).toEqual([]);
});

it('rebuilds ever more rarely', () => {
	expect([1, 2, 3, 4, 9].map(pauseAfterRebuild)).toEqual([60_000, 240_000, 960_000, 3_600_000, 3_600_000]);
});
