import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';

/** A line above the composer while the homeserver has signed this device out: what is sent waits. */
export function SignedOutLine(): JSX.Element | null {
	const { isRejected } = useAccount().session.value;
	if (!isRejected) return null;
	return (
		<p class="signed-out" role="status">
			{i18n.t('room.signedOut')}{' '}
			<a href="/welcome.html" target="_blank" rel="noopener">
				{i18n.t('rooms.signInAgain')}
			</a>
		</p>
	);
}
