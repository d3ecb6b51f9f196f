import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { type LockMinutes, lockChoices, readLockMinutes } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

/** When the lock closes by itself. */
export function LockAfter(): JSX.Element {
	const { db } = useAccount();
	const { value: chosen } = useLive(() => readLockMinutes(db), [db], asRead);
	const task = useTask();
	return (
		<>
			<h3 id="lock-after">{i18n.t('lock.after')}</h3>
			<p id="lock-after-text">{i18n.t('lock.afterText')}</p>
			{/* After a failure the choice goes back to what holds. */}
			<div
				key={task.error === undefined}
				class="choice-list"
				role="radiogroup"
				aria-labelledby="lock-after"
				aria-describedby="lock-after-text"
			>
				{lockChoices.map((minutes) => (
					<label key={minutes}>
						<input
							type="radio"
							name="lock-after"
							checked={chosen === minutes}
							disabled={chosen === undefined}
							onChange={() => void task.run(async () => void (await ask('lock.setMinutes', { minutes })))}
						/>
						<span>{words(minutes)}</span>
					</label>
				))}
			</div>
			<FailureNote error={task.error} />
		</>
	);
}

function words(minutes: LockMinutes): string {
	if (minutes === 0) return i18n.t('lock.never');
	return minutes === 60 ? i18n.t('lock.hour') : i18n.t('lock.minutes', { minutes });
}
