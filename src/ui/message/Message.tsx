import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Avatar } from '../person/Avatar.tsx';
import type { MessageItem } from '../room/timeline-item.ts';
import { fullTime } from '../time/short-time.ts';
import { locale } from '../words/language.ts';
import { Delivery, FailedActions } from './Delivery.tsx';
import { HeldLine } from './HeldLine.tsx';
import { MessageActions } from './MessageActions.tsx';
import { MessageContent } from './MessageContent.tsx';
import { QuoteBlock } from './QuoteBlock.tsx';
import { Reactions } from './Reactions.tsx';
import { ShieldMark } from './ShieldMark.tsx';
import { ThreadLine } from './ThreadLine.tsx';
import { Uploading } from './Uploading.tsx';

interface Props {
	item: MessageItem;
	roomId: string;
	isDirect: boolean;
}

/** One message: a bubble, on the right if it is one's own, with what belongs to it below. */
export function Message({ item, roomId, isDirect }: Props): JSX.Element {
	const { sender, isOwn, isFirst, isLast, shield } = item;
	const name = isOwn ? i18n.t('common.you') : sender.name;
	const isNamed = isFirst && !isOwn && !isDirect;
	const hasFoot =
		isLast || shield || item.isEdited || (item.delivery !== undefined && item.delivery !== 'sent');
	return (
		<article
			class={`message ${isOwn ? 'own' : 'other'} ${isFirst ? 'first' : ''} ${isLast ? 'last' : ''}`}
			data-key={item.key}
			aria-label={i18n.t('room.messageName', { name, time: item.clock })}
		>
			{!isOwn && (
				<span class="message-side">
					{isFirst && <Avatar id={sender.userId} name={sender.name} url={sender.avatarUrl} size="small" />}
				</span>
			)}
			<div class="message-column">
				{isNamed && (
					<bdi class="message-sender" title={sender.userId}>
						{sender.name}
					</bdi>
				)}
				<div class={`bubble ${item.delivery === 'failed' ? 'failed' : ''}`}>
					{item.quote && <QuoteBlock quote={item.quote} />}
					<MessageContent item={item} roomId={roomId} />
					{hasFoot && (
						<span class="message-foot">
							{shield && <ShieldMark shield={shield} sender={sender} keyFrom={item.keyFrom} />}
							{item.isEdited && <span>{i18n.t('room.edited')}</span>}
							{isLast && (
								<time dateTime={new Date(item.time).toISOString()} title={fullTime(item.time, locale)}>
									{item.clock}
								</time>
							)}
							<Delivery item={item} />
						</span>
					)}
				</div>
				{item.reactions.length > 0 && <Reactions reactions={item.reactions} />}
				{item.thread && <ThreadLine thread={item.thread} />}
				{item.delivery === 'queued' && item.sequence !== undefined && (
					<Uploading transactionId={item.key} sequence={item.sequence} />
				)}
				{item.delivery === 'failed' && <FailedActions item={item} />}
				{item.failedDeletion && (
					<FailedActions item={item.failedDeletion} title={i18n.t('undo.notDeleted')} />
				)}
				{item.isHeld && <HeldLine item={item} roomId={roomId} />}
			</div>
			<MessageActions item={item} roomId={roomId} />
		</article>
	);
}
