import type { JSX } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { useAccount } from '../account/context.ts';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { cleanName } from '../person/clean-name.ts';
import { locale } from '../words/language.ts';

const list = new Intl.ListFormat(locale);

/** A line above everything while there are devices of the account that the person has not seen yet. */
export function NewDeviceLine(): JSX.Element | null {
	const { db } = useAccount();
	const { value: devices } = useLive(() => db.devices.where('isNew').equals(1).toArray(), [db], asRead);
	const task = useTask();
	if (!devices || devices.length === 0) return null;
	const names = list.format(devices.map(({ name, deviceId }) => cleanName(name, deviceId)));
	return (
		<div class="notice" role="status">
			<p dir="auto">{i18n.t('devices.new', { names })}</p>
			<button
				type="button"
				class="button small"
				onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('/options.html#devices') })}
			>
				{i18n.t('devices.review')}
			</button>
			<button
				type="button"
				class="button small"
				disabled={task.isBusy}
				onClick={() => void task.run(() => ask('devices.acknowledge'))}
			>
				{i18n.t('devices.itWasMe')}
			</button>
		</div>
	);
}
