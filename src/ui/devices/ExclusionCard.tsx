import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { readsExclusion } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { Check } from '../controls/Check.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

/** Whether devices that their owners have not confirmed are left out, of sending and of reading. */
export function ExclusionCard(): JSX.Element {
	const { db, session } = useAccount();
	const { value: isOn } = useLive(() => readsExclusion(db), [db], asRead);
	const isLocked = session.value.identity === 'locked';
	const task = useTask();
	return (
		<section class="card" aria-labelledby="exclusion">
			<h2 id="exclusion">{i18n.t('trust.exclusion.title')}</h2>
			<p id="exclusion-text">{i18n.t('trust.exclusion.text')}</p>
			<p>{i18n.t('trust.exclusion.bridges')}</p>
			<Check
				label={i18n.t('trust.exclusion.label')}
				isOn={isOn ?? false}
				isDisabled={isOn === undefined || task.isBusy}
				describedBy="exclusion-text"
				onChange={(isWanted) => void task.run(() => ask('trust.exclude', { isOn: isWanted }))}
			/>
			{isLocked && isOn && <p role="status">{i18n.t('trust.exclusion.locked')}</p>}
			<FailureNote error={task.error} />
		</section>
	);
}
