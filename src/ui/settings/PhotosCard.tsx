import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { stripsPhotos } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

/** Whether photos lose what they tell of where and when they were taken. */
export function PhotosCard(): JSX.Element {
	const { db } = useAccount();
	const { value: isOn } = useLive(() => stripsPhotos(db), [db], asRead);
	const task = useTask();
	return (
		<section class="card" aria-labelledby="photos">
			<h2 id="photos">{i18n.t('attach.photos')}</h2>
			<p id="photos-text">{i18n.t('attach.photosText')}</p>
			<label class="check">
				<input
					type="checkbox"
					checked={isOn ?? true}
					disabled={isOn === undefined || task.isBusy}
					aria-describedby="photos-text"
					onChange={(event) => {
						const isWanted = event.currentTarget.checked;
						void task.run(() => ask('attach.stripPhotos', { isOn: isWanted }));
					}}
				/>
				<span>{i18n.t('attach.photosLabel')}</span>
			</label>
			<FailureNote error={task.error} />
		</section>
	);
}
