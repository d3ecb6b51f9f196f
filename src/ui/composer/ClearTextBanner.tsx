import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { LockOpen } from '../controls/icons.ts';

/** Stands above an unencrypted room for as long as it is one. */
export function ClearTextBanner(): JSX.Element {
	return (
		<p class="clear-banner">
			<Icon node={LockOpen} size={16} />
			{i18n.t('composer.clearBanner')}
		</p>
	);
}
