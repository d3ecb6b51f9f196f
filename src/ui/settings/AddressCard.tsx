import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { cleansAddresses } from '../../store/settings.ts';
import { SwitchCard } from './SwitchCard.tsx';

/** Whether what tracks people is left out of the addresses that are shared. */
export function AddressCard(): JSX.Element {
	return (
		<SwitchCard
			id="addresses"
			title={i18n.t('pages.cleanTitle')}
			text={i18n.t('pages.cleanText')}
			label={i18n.t('pages.cleanLabel')}
			read={cleansAddresses}
			write={(isOn) => ask('settings.cleanAddresses', { isOn })}
		/>
	);
}
