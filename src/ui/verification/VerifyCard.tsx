import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { UseOtherDevice } from './UseOtherDevice.tsx';

/** Confirms this device and another one of the account with each other. */
export function VerifyCard(): JSX.Element | null {
	const { identity } = useAccount().session.value;
	if (identity !== 'ready' && identity !== 'locked') return null;
	return (
		<section class="card" aria-labelledby="verify">
			<h2 id="verify">{i18n.t('verify.cardTitle')}</h2>
			<UseOtherDevice text={i18n.t('verify.cardText')} />
		</section>
	);
}
