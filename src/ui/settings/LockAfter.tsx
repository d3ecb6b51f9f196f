import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { type LockMinutes, lockChoices, readLockMinutes } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { Choices } from '../controls/Choices.tsx';
import { asRead, useLive } from '../live/live.ts';

/** When the lock closes by itself. */
export function LockAfter(): JSX.Element {
	const { db } = useAccount();
	const { value: chosen } = useLive(() => readLockMinutes(db), [db], asRead);
	return (
		<>
			<h3 id="lock-after">{i18n.t('lock.after')}</h3>
			<p id="lock-after-text">{i18n.t('lock.afterText')}</p>
			<Choices
				id="lock-after"
				choices={lockChoices}
				chosen={chosen}
				words={words}
				choose={(minutes) => ask('lock.setMinutes', { minutes })}
			/>
		</>
	);
}

function words(minutes: LockMinutes): string {
	if (minutes === 0) return i18n.t('lock.never');
	return minutes === 60 ? i18n.t('lock.hour') : i18n.t('lock.minutes', { minutes });
}
