import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { NotifySettings, QuietHours } from '../../store/notify-settings.ts';
import { Check } from '../controls/Check.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';

const night: QuietHours = { from: 22 * 60, to: 7 * 60 };

/** The hours of each day in which nothing is announced. */
export function NotifyQuiet({ settings }: { settings: NotifySettings | undefined }): JSX.Element {
	const task = useTask();
	/** What was chosen last, kept here while it is off. */
	const last = useSignal(night);
	const hours = settings?.quiet ?? last.value;
	const set = (quiet: QuietHours | null): void => {
		if (quiet) last.value = quiet;
		void task.run(async () => void (await ask('notify.changeSettings', { quiet })));
	};
	const field = (end: keyof QuietHours): JSX.Element => (
		<label>
			<span>{i18n.t(`hear.quietEnds.${end}`)}</span>
			<input
				type="time"
				required
				value={asTime(hours[end])}
				disabled={!settings}
				onChange={(event) => {
					const minutes = asMinutes(event.currentTarget.value);
					if (minutes === undefined) return;
					if (settings?.quiet) set({ ...hours, [end]: minutes });
					else last.value = { ...hours, [end]: minutes };
				}}
			/>
		</label>
	);
	return (
		<>
			<h4>{i18n.t('hear.quiet')}</h4>
			<Check
				label={i18n.t('hear.quietOn')}
				isOn={settings?.quiet !== undefined}
				isDisabled={!settings || task.isBusy}
				describedBy="notify-quiet-text"
				onChange={(isOn) => set(isOn ? hours : null)}
			/>
			<div class="notify-hours">
				{field('from')}
				{field('to')}
			</div>
			<p id="notify-quiet-text" class="hint">
				{i18n.t('hear.quietText')}
			</p>
			<FailureNote error={task.error} />
		</>
	);
}

function asTime(minutes: number): string {
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** @returns undefined where the field is not filled in. */
function asMinutes(time: string): number | undefined {
	const [hours, minutes] = time.split(':').map(Number);
	return hours === undefined || minutes === undefined ? undefined : hours * 60 + minutes;
}
