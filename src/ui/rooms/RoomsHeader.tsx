import type { JSX, RefObject } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Search, Share2, SquarePen } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import { cleanName } from '../person/clean-name.ts';

interface Props {
	query: string;
	field: RefObject<HTMLInputElement | null>;
	onQuery: (query: string) => void;
	onKeyDown: (event: KeyboardEvent) => void;
	onShare: () => void;
	onNewChat: () => void;
}

export function RoomsHeader({ query, field, onQuery, onKeyDown, onShare, onNewChat }: Props): JSX.Element {
	const { userId, displayName, avatarUrl } = useAccount().session.value;
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
		</header>
	);
}
