import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { cleansAddresses } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

/** Whether what tracks people is left out of the addresses that are shared. */
export function AddressCard(): JSX.Element {
	const { db } = useAccount();
	const { value: isOn } = useLive(() => cleansAddresses(db), [db], asRead);
	const task = useTask();
	return (
		<section class="card" aria-labelledby="addresses">
			<h2 id="addresses">{i18n.t('pages.cleanTitle')}</h2>
			<p id="addresses-text">{i18n.t('pages.cleanText')}</p>
			<label class="check">
				<input
					type="checkbox"
					checked={isOn ?? false}
					disabled={isOn === undefined || task.isBusy}
					aria-describedby="addresses-text"
					onChange={(event) => {
						const isWanted = event.currentTarget.checked;
						void task.run(() => ask('settings.cleanAddresses', { isOn: isWanted }));
					}}
				/>
				<span>{i18n.t('pages.cleanLabel')}</span>
			</label>
			<FailureNote error={task.error} />
		</section>
	);
}
