import type { JSX, RefObject } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { Making } from './Making.tsx';

/** Brings a reset to its end that was begun here, perhaps before the background was ended. */
export function Resetting({ password }: { password: RefObject<string | undefined> }): JSX.Element {
	return (
		<Making
			title={i18n.t('recovery.resetting')}
			text={i18n.t('recovery.resettingText')}
			password={password}
			make={(given) => ask('identity.reset', given ? { password: given } : {})}
			cancel={{ label: i18n.t('recovery.resetCancel'), run: () => ask('identity.cancelReset') }}
		/>
	);
}
