import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { badgeChoices, contentsChoices, readNotifySettings } from '../../store/notify-settings.ts';
import { useAccount } from '../account/context.ts';
import { Check } from '../controls/Check.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { NotifyChoice } from './NotifyChoice.tsx';
import { NotifyPause } from './NotifyPause.tsx';
import { NotifyQuiet } from './NotifyQuiet.tsx';

/** How this device tells of what comes. */
export function NotifyHere(): JSX.Element {
	const { db } = useAccount();
	const { value: settings } = useLive(() => readNotifySettings(db), [db], asRead);
	const task = useTask();
	return (
		<>
			<h3>{i18n.t('hear.here')}</h3>
			<NotifyPause settings={settings} />
			<NotifyChoice
				id="notify-contents"
				title={i18n.t('hear.contents')}
				text={i18n.t('hear.contentsText')}
				choices={contentsChoices}
				chosen={settings?.contents}
				words={(contents) => i18n.t(`hear.contentsOf.${contents}`)}
				choose={(contents) => ask('notify.changeSettings', { contents })}
			/>
			<NotifyQuiet settings={settings} />
			<h4>{i18n.t('hear.sound')}</h4>
			{import.meta.env.FIREFOX ? (
				<p class="hint">{i18n.t('hear.soundFirefox')}</p>
			) : (
				<Check
					label={i18n.t('hear.soundOn')}
					isOn={settings?.isSilent === false}
					isDisabled={!settings || task.isBusy}
					onChange={(isOn) =>
						void task.run(async () => void (await ask('notify.changeSettings', { isSilent: !isOn })))
					}
				/>
			)}
			<FailureNote error={task.error} />
			<NotifyChoice
				id="notify-badge"
				title={i18n.t('hear.badge')}
				text={i18n.t('hear.badgeText')}
				choices={badgeChoices}
				chosen={settings?.badge}
				words={(badge) => i18n.t(`hear.badgeOf.${badge}`)}
				choose={(badge) => ask('notify.changeSettings', { badge })}
			/>
		</>
	);
}
