import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { NotifyHere } from './NotifyHere.tsx';
import { NotifyRules } from './NotifyRules.tsx';

/** What Messa tells the person of. */
export function NotifyCard(): JSX.Element {
	return (
		<section class="card" aria-labelledby="notify">
			<h2 id="notify">{i18n.t('hear.title')}</h2>
			<NotifyHere />
			<NotifyRules />
		</section>
	);
}
