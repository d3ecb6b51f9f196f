import type { JSX } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { RoomsFailed } from '../rooms/EmptyRooms.tsx';

export function NotSignedIn(): JSX.Element {
	return (
		<main class="app">
			<div class="empty">
				<img class="mark" src="/icons/128.png" alt="" />
				<h1>{i18n.t('extName')}</h1>
				<p>{i18n.t('rooms.notSignedIn')}</p>
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

export function StoreFailed(): JSX.Element {
	return (
		<main class="app">
			<RoomsFailed />
		</main>
	);
}
