import type { JSX, RefObject } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { Making } from './Making.tsx';

/** Makes the account's identity. */
export function Creating({ password }: { password: RefObject<string | undefined> }): JSX.Element {
	return (
		<Making
			title={i18n.t('welcome.creating')}
			text={i18n.t('welcome.creatingText')}
			password={password}
			make={(given) => ask('identity.create', given ? { password: given } : {})}
		/>
	);
}
