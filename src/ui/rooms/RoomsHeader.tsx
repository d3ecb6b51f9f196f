import type { JSX, RefObject } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { openPanel } from '../../browser/panel.ts';
import { log } from '../../log.ts';
import { useViewer } from '../account/context.ts';
import { PopOutButton } from '../app/PopOutButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { PanelRight, Search, Share2, SquarePen } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import { cleanName } from '../person/clean-name.ts';

interface Props {
	query: string;
	field: RefObject<HTMLInputElement | null>;
	onQuery: (query: string) => void;
	onKeyDown: (event: KeyboardEvent) => void;
	onShare: () => void;
	onNewChat: () => void;
	/** The popup offers the larger window; the panel is it. */
	isPopup: boolean;
}

export function RoomsHeader(props: Props): JSX.Element {
	const { query, field, onQuery, onKeyDown, onShare, onNewChat, isPopup } = props;
	const { userId, displayName, avatarUrl } = useViewer().session.value;
	const account = i18n.t('rooms.account');
	return (
		<header class="bar">
			<button
				type="button"
				class="account-button"
				aria-label={account}
				title={account}
				onClick={() => void browser.runtime.openOptionsPage()}
			>
				<Avatar id={userId} name={cleanName(displayName, userId)} url={avatarUrl} size="small" />
			</button>
			<label class="search">
				<Icon node={Search} size={16} />
				<input
					ref={field}
					type="search"
					value={query}
					placeholder={i18n.t('rooms.search')}
					aria-label={i18n.t('rooms.search')}
					autocomplete="off"
					spellcheck={false}
					dir="auto"
					onInput={(event) => onQuery(event.currentTarget.value)}
					onKeyDown={onKeyDown}
				/>
			</label>
			<IconButton icon={Share2} label={i18n.t('rooms.share')} onClick={onShare} />
			<IconButton icon={SquarePen} label={i18n.t('rooms.newChat')} onClick={onNewChat} />
			{isPopup && <IconButton icon={PanelRight} label={i18n.t('rooms.openPanel')} onClick={movePanel} />}
			<PopOutButton roomId={null} />
		</header>
	);
}

/** Both at once would show everything twice. */
function movePanel(): void {
	openPanel().then(
		() => window.close(),
		(error: unknown) => log.warn('the side panel could not be opened', error),
	);
}
