import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { badgeChoices, contentsChoices, readNotifySettings } from '../../store/notify-settings.ts';
import { useAccount } from '../account/context.ts';
import { Choices } from '../controls/Choices.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
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
			<h4 id="notify-contents">{i18n.t('hear.contents')}</h4>
			<p id="notify-contents-text" class="hint">
				{i18n.t('hear.contentsText')}
			</p>
			<Choices
				id="notify-contents"
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
				<label class="check">
					<input
						type="checkbox"
						checked={settings?.isSilent === false}
						disabled={!settings || task.isBusy}
						onChange={(event) => {
							const isSilent = !event.currentTarget.checked;
							void task.run(async () => void (await ask('notify.changeSettings', { isSilent })));
						}}
					/>
					<span>{i18n.t('hear.soundOn')}</span>
				</label>
			)}
			<FailureNote error={task.error} />
			<h4 id="notify-badge">{i18n.t('hear.badge')}</h4>
			<p id="notify-badge-text" class="hint">
				{i18n.t('hear.badgeText')}
			</p>
			<Choices
				id="notify-badge"
				choices={badgeChoices}
				chosen={settings?.badge}
				words={(badge) => i18n.t(`hear.badgeOf.${badge}`)}
				choose={(badge) => ask('notify.changeSettings', { badge })}
			/>
		</>
	);
}
