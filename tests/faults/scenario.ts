import type { BrowserName, LaunchOptions } from '../browser/driver/index.ts';
import { signIn } from '../browser/steps.ts';
import { openWorld, type World } from '../browser/world.ts';
import type { Audit, Said } from './audit.ts';
import type { Random } from './random.ts';
import { type Result, record } from './report.ts';

/** What a scenario works with. */
export interface Stage {
	world: World;
	recoveryKey: string;
	/** The long form has more faults of each kind. */
	isLong: boolean;
}

/** Does harm, and gives what came of it. */
export type Scenario = (stage: Stage, random: Random) => Promise<void>;

/** Opens a world in which Alice is signed in. */
export async function openStage(
	browserName: BrowserName,
	isLong: boolean,
	options: LaunchOptions = {},
): Promise<Stage> {
	const world = await openWorld(browserName, options);
	try {
		return { world, recoveryKey: await signIn(world), isLong };
	} catch (error) {
		await world.stop();
		throw error;
	}
}

/**
 * Writes down what an audit found after `tried` faults.
 * @param harmful what did other harm.
 * @throws Error naming what was lost, doubled or unreadable (and by which fault), and what did other harm.
 */
export function conclude(name: string, tried: number, audit: Audit, harmful: string[] = []): void {
	const { lost, doubled, unreadable } = audit;
	const wrong = [...lost, ...doubled, ...unreadable];
	const faults = new Set(wrong.map(({ fault }) => fault));
	const result: Result = {
		name,
		tried,
		survived: Math.max(0, tried - faults.size - harmful.length),
		lost: lost.length,
		doubled: doubled.length,
		unreadable: unreadable.length,
	};
	record(result);
	if (wrong.length + harmful.length === 0) return;
	const list = (said: Said[]): string => said.map(({ text, fault }) => `${text} (${fault})`).join(', ');
	throw new Error(
		`Lost: ${list(lost)}. Doubled: ${list(doubled)}. Unreadable: ${list(unreadable)}. Harm: ${harmful.join(', ')}.`,
	);
}
