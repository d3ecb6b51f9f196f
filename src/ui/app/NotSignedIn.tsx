import type { JSX } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { RoomsFailed } from '../rooms/EmptyRooms.tsx';

/** `isLost`: somebody was signed in, and the browser has lost what their device kept. */
export function NotSignedIn({ isLost = false }: { isLost?: boolean | undefined }): JSX.Element {
	return (
		<main class="app">
			<div class="empty">
				<img class="mark" src="/icons/128.png" alt="" />
				<h1>{i18n.t('extName')}</h1>
				<p role={isLost ? 'alert' : undefined}>{i18n.t(isLost ? 'disk.lost' : 'rooms.notSignedIn')}</p>
				<button
					type="button"
					class="button primary"
					onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') })}
				>
					{i18n.t('rooms.signIn')}
				</button>
			</div>
		</main>
	);
}

/** `isOutdated`: another version of Messa has taken the store over. */
export function StoreFailed({ isOutdated = false }: { isOutdated?: boolean | undefined }): JSX.Element {
	return (
		<main class="app">
			<RoomsFailed isOutdated={isOutdated} />
		</main>
	);
}
