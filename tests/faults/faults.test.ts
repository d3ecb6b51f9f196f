import { afterAll, afterEach, describe, it } from 'vitest';
import type { BrowserName } from '../browser/driver/index.ts';
import { hostile } from './hostile.ts';
import { kills } from './kills.ts';
import { largeAnswer } from './large.ts';
import { limitedBuild } from './limited-build.ts';
import { proxy } from './proxy.ts';
import { randomFrom } from './random.ts';
import { openStage, type Scenario, type Stage } from './scenario.ts';
import { clock, position, restarts } from './server.ts';
import { device, token } from './session.ts';
import { aborts, quota, withheld } from './storage.ts';

const isLong = process.env.MESSA_FAULTS === 'long';
const seed = Number(process.env.MESSA_FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** In an order in which none takes from the next what that needs. */
const scenarios: Record<string, Scenario> = {
	kills,
	proxy,
	hostile,
	largeAnswer,
	restarts,
	clock,
	position,
	aborts,
	withheld,
	token,
	device,
};

let stage: Stage | undefined;

async function run(browserName: BrowserName, scenario: Scenario): Promise<void> {
	if (stage?.world.browser.name !== browserName) await closeStage();
	stage ??= await openStage(browserName, isLong);
	// Each begins with the seed, so that it does the same when it runs alone.
	await scenario(stage, randomFrom(seed));
}

/** A world that a scenario has failed in is not fit for the next. */
afterEach(async ({ task }) => {
	if (task.result?.state === 'pass') return;
	await closeStage();
});

afterAll(closeStage);

async function closeStage(): Promise<void> {
	await stage?.world.stop();
	stage = undefined;
}

describe(`in Chromium, seed ${seed}`, () => {
	it.each(Object.entries(scenarios))('%s', async (_name, scenario) => run('chromium', scenario));
});

describe(`in a Chromium whose quota can end, seed ${seed}`, () => {
	it('quota', async () => {
		await closeStage();
		stage = await openStage('chromium', isLong, { extensionDir: await limitedBuild() });
		await run('chromium', quota);
	});
});

describe.runIf(isLong)(`in Firefox, seed ${seed}`, () => {
	it('kills', async () => run('firefox', kills));
});
