import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { stripsPhotos } from '../../store/settings.ts';
import { SwitchCard } from './SwitchCard.tsx';

/** Whether photos lose what they tell of where and when they were taken. */
export function PhotosCard(): JSX.Element {
	return (
		<SwitchCard
			id="photos"
			title={i18n.t('attach.photos')}
			text={i18n.t('attach.photosText')}
			label={i18n.t('attach.photosLabel')}
			read={stripsPhotos}
			write={(isOn) => ask('attach.stripPhotos', { isOn })}
		/>
	);
}
