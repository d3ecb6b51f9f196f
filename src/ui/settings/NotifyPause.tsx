import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { isPaused, type NotifySettings, tomorrowMorning } from '../../store/notify-settings.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { useNow } from '../time/now.ts';
import { fullTime } from '../time/short-time.ts';
import { locale } from '../words/language.ts';

const hourMs = 60 * 60_000;

/** Nothing is announced for a while. */
export function NotifyPause({ settings }: { settings: NotifySettings | undefined }): JSX.Element {
	const task = useTask();
	const now = useNow();
	const pause = (pausedUntil: number | null): void => {
		void task.run(async () => void (await ask('notify.changeSettings', { pausedUntil })));
	};
	const until = settings && isPaused(settings, new Date(now)) ? settings.pausedUntil : undefined;
	return (
		<>
			<p role="status">
				{until === undefined
					? i18n.t('hear.notPaused')
					: i18n.t('hear.pausedUntil', { time: fullTime(until, locale) })}
			</p>
			<div class="button-row">
				{until === undefined ? (
					<>
						<button
							type="button"
							class="button"
							disabled={!settings}
							onClick={() => pause(Date.now() + hourMs)}
						>
							{i18n.t('hear.pauseHour')}
						</button>
						<button
							type="button"
							class="button"
							disabled={!settings}
							onClick={() => pause(tomorrowMorning(new Date()))}
						>
							{i18n.t('hear.pauseDay')}
						</button>
					</>
				) : (
					<button type="button" class="button" onClick={() => pause(null)}>
						{i18n.t('hear.resume')}
					</button>
				)}
			</div>
			<FailureNote error={task.error} />
		</>
	);
}
