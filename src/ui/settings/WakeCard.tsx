import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { readWakeMinutes, type WakeMinutes, wakeChoices } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { Choices } from '../controls/Choices.tsx';
import { asRead, useLive } from '../live/live.ts';

/** How late messages may arrive while no window is open, against battery. */
export function WakeCard(): JSX.Element {
	const { db } = useAccount();
	const { value: chosen } = useLive(() => readWakeMinutes(db), [db], asRead);
	return (
		<section class="card" aria-labelledby="wake">
			<h2 id="wake">{i18n.t('settings.wake')}</h2>
			<p id="wake-text">{i18n.t('settings.wakeText')}</p>
			<Choices
				id="wake"
				choices={wakeChoices}
				chosen={chosen}
				words={(minutes) => words[minutes]()}
				choose={(wakeMinutes) => ask('settings.setWakeMinutes', { wakeMinutes })}
			/>
		</section>
	);
}

const words: Record<WakeMinutes, () => string> = {
	0.5: () => i18n.t('settings.wakeConnected'),
	1: () => i18n.t('settings.wakeMinute'),
	5: () => i18n.t('settings.wakeMinutes', { minutes: 5 }),
	15: () => i18n.t('settings.wakeMinutes', { minutes: 15 }),
};
