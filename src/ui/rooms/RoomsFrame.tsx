import type { ComponentChildren, JSX, RefObject } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { Share2 } from '../controls/icons.ts';
import { IdentityNotice } from './IdentityNotice.tsx';
import { RoomsHeader } from './RoomsHeader.tsx';

interface Props {
	query: string;
	field: RefObject<HTMLInputElement | null>;
	isPopup: boolean;
	/** A line above the foot, where there is something to say. */
	note?: ComponentChildren;
	children: ComponentChildren;
	onQuery: (query: string) => void;
	onKeyDown: (event: KeyboardEvent) => void;
	onShare: () => void;
	onNewChat: () => void;
}

/** What stands around the list of chats. */
export function RoomsFrame({ note, children, ...header }: Props): JSX.Element {
	return (
		<section class="rooms">
			<h1 class="for-readers">{i18n.t('rooms.list')}</h1>
			<RoomsHeader {...header} />
			<IdentityNotice />
			<div class="rooms-body">{children}</div>
			{note}
			<footer class="rooms-footer">
				<button type="button" class="footer-button" onClick={header.onShare}>
					<Icon node={Share2} size={16} />
					{i18n.t('rooms.shareThisPage')}
				</button>
			</footer>
		</section>
	);
}
