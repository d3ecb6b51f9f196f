import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { readWakeMinutes, type WakeMinutes, wakeChoices } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

/** How late messages may arrive while no window is open, against battery. */
export function WakeCard(): JSX.Element {
	const { db } = useAccount();
	const { value: chosen } = useLive(() => readWakeMinutes(db), [db], asRead);
	const task = useTask();
	const choose = (wakeMinutes: WakeMinutes): void => {
		void task.run(() => ask('settings.setWakeMinutes', { wakeMinutes }));
	};
	return (
		<section class="card" aria-labelledby="wake">
			<h2 id="wake">{i18n.t('settings.wake')}</h2>
			<p id="wake-text">{i18n.t('settings.wakeText')}</p>
			{/* After a failure the choice goes back to what holds. */}
			<div
				key={task.error === undefined}
				class="choice-list"
				role="radiogroup"
				aria-labelledby="wake"
				aria-describedby="wake-text"
			>
				{wakeChoices.map((minutes) => (
					<label key={minutes}>
						<input
							type="radio"
							name="wake"
							checked={chosen === minutes}
							disabled={chosen === undefined}
							onChange={() => choose(minutes)}
						/>
						<span>{words[minutes]()}</span>
					</label>
				))}
			</div>
			<FailureNote error={task.error} />
		</section>
	);
}

const words: Record<WakeMinutes, () => string> = {
	0.5: () => i18n.t('settings.wakeConnected'),
	1: () => i18n.t('settings.wakeMinute'),
	5: () => i18n.t('settings.wakeMinutes', { minutes: 5 }),
	15: () => i18n.t('settings.wakeMinutes', { minutes: 15 }),
};
