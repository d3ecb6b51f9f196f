/** Timers and alarms are seldom this late while a computer is awake. */
const slackMs = 60_000;

/**
 * Whether the computer slept (or its clock leapt ahead): what was due at `dueTime` happens only at `now`.
 * Both in ms since the epoch, since monotonic clocks stand still in sleep on some systems.
 */
export function hasSlept(dueTime: number, now: number): boolean {
	return now - dueTime > slackMs;
}
