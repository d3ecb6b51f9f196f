import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { Avatar } from '../person/Avatar.tsx';
import { cleanName } from '../person/clean-name.ts';

/** Who is signed in here, as which device, where. */
export function AccountFacts(): JSX.Element {
	const { userId, displayName, avatarUrl, deviceId, baseUrl } = useAccount().session.value;
	const name = cleanName(displayName, userId);
	const facts: [string, string][] = [
		[i18n.t('settings.userId'), userId],
		[i18n.t('settings.device'), deviceId],
		[i18n.t('settings.server'), baseUrl],
	];
	return (
		<section class="card" aria-labelledby="account">
			<h2 id="account">{i18n.t('settings.account')}</h2>
			<div class="account-line">
				<Avatar id={userId} name={name} url={avatarUrl} size="large" />
				<bdi class="account-name">{name}</bdi>
			</div>
			<dl class="facts">
				{facts.map(([term, value]) => (
					<div key={term}>
						<dt>{term}</dt>
						<dd>
							<bdi>{value}</bdi>
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
