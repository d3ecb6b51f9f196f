import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { Place } from '../../browser/asked-places.ts';
import type { Said, SaidOfPage } from '../../share/said.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { LinkIcon, X } from '../controls/icons.ts';
import { cleanName } from '../person/clean-name.ts';
import { roomName } from '../rooms/room-item.ts';
import { useNow } from '../time/now.ts';
import { shortTime } from '../time/short-time.ts';
import { locale } from '../words/language.ts';

interface Props {
	said: SaidOfPage;
	onOpen: (place: Place) => void;
	/** The person wants it no more, this time. */
	onHide: () => void;
}

/** Who shared the page in front, and where; pressed, it opens the message. */
export function SaidLine({ said, onOpen, onHide }: Props): JSX.Element {
	const { userId } = useAccount();
	const isListed = useSignal(false);
	const [first] = said.newest;
	const open = ({ room: { roomId }, order }: Said): void => {
		isListed.value = false;
		onOpen({ roomId, order });
	};
	const more = said.count - 1;
	return (
		<>
			<div class="said" role="status">
				{first && (
					<button
						type="button"
						class="said-newest"
						dir="auto"
						title={sentence(first, userId)}
						onClick={() => open(first)}
					>
						<Icon node={LinkIcon} size={16} />
						<span>{sentence(first, userId)}</span>
					</button>
				)}
				{more > 0 && (
					<button
						type="button"
						class="said-more"
						aria-haspopup="dialog"
						onClick={() => {
							isListed.value = true;
						}}
					>
						{i18n.t('said.more', more)}
					</button>
				)}
				<IconButton icon={X} label={i18n.t('said.hide')} onClick={onHide} />
			</div>
			{isListed.value && (
				<SaidList
					newest={said.newest}
					onOpen={open}
					onClose={() => {
						isListed.value = false;
					}}
				/>
			)}
		</>
	);
}

interface ListProps {
	newest: Said[];
	onOpen: (one: Said) => void;
	onClose: () => void;
}

function SaidList({ newest, onOpen, onClose }: ListProps): JSX.Element {
	const { userId } = useAccount();
	const now = useNow();
	return (
		<Dialog kind="sheet" title={i18n.t('said.title')} onClose={onClose}>
			<ul class="said-list">
				{newest.map((one) => (
					<li key={`${one.room.roomId} ${one.order}`}>
						<button type="button" onClick={() => onOpen(one)}>
							<span dir="auto">{sentence(one, userId)}</span>
							<time>{shortTime(one.time, now, locale)}</time>
						</button>
					</li>
				))}
			</ul>
		</Dialog>
	);
}

function sentence({ room, sender, senderName }: Said, userId: string): string {
	const name = cleanName(typeof senderName === 'string' ? senderName : undefined, sender);
	const isOwn = sender === userId;
	if (room.kind === 'direct')
		return isOwn ? i18n.t('said.ownDirect', { name: roomName(room) }) : i18n.t('said.direct', { name });
	return isOwn
		? i18n.t('said.own', { room: roomName(room) })
		: i18n.t('said.room', { name, room: roomName(room) });
}
